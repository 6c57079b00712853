namespace FuyangPlan.EndToEnd;

/// <summary>The same key is the same command: one effect, one answer.</summary>
[Collection(OneProduct.Name)]
public sealed class IdempotencyTests(SharedProduct shared)
{
    [Fact]
    public async Task EveryCommandOfALife_SentTwice_IsDoneOnceAndAnsweredAlike()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        var sent = new HashSet<string>();
        await foreach (var step in Life.Of(plan).Concat(Life.OfChain(plan)))
        {
            var (who, key) = (shared.Staff[step.Who], $"{Guid.NewGuid():N}");
            var before = await plan.Position();
            var first = await who.Do(step.Path, step.Body, key);
            var after = await plan.Position();
            Assert.True(after > before, $"Nothing was recorded by {step.Path}");
            var second = await who.Post(step.Path, step.Body, key);
            Assert.Equal((first.Status, first.Text, first.ETag), (second.Status, second.Text, second.ETag));
            Assert.Equal(first.Message.Headers.Location, second.Message.Headers.Location);
            Assert.Equal(after, await plan.Position());

            // A command without members differs from another only by what it is.
            var reused = Other(step.Body) is { } other
                ? await who.Post(step.Path, other, key)
                : await who.Post($"{step.Path[..(step.Path.IndexOf('/', step.Path.IndexOf("/initiatives/", StringComparison.Ordinal) + 13))]}/task-book/return", new { reason = "同一个键用于另一项办理" }, key);
            reused.IsRefused(422, "idempotency-key-reused");
            Assert.Equal(after, await plan.Position());
            sent.Add(step.Path[plan.Address.Length..].Replace("/quarantine/2/", "/quarantine/1/", StringComparison.Ordinal)
                .Replace("/chain-2/", "/project-4/", StringComparison.Ordinal).Replace("/campaign-1/", "/project-4/", StringComparison.Ordinal)
                .Replace("/requests/2/", "/requests/1/", StringComparison.Ordinal)
                .Replace("/promises/2/", "/promises/1/", StringComparison.Ordinal)
                .Replace("/leads/2/", "/leads/1/", StringComparison.Ordinal));
        }

        // Long afterwards, too, and whoever else uses the same key means something else by it.
        Assert.Equal("closed", (string?)(await plan.View())["taskBook"]!["status"]);
        var documented = (await shared.Staff["admin"].Read("/openapi/v1.json"))["paths"]!.AsObject()
            .Where(path => path.Key.StartsWith("/api/v1/plans/{plan}/", StringComparison.Ordinal) && path.Value!["post"] is { } post
                && post["parameters"]?.AsArray().Any(parameter => (string?)parameter!["name"] == "Idempotency-Key") is true)
            .Select(path => path.Key["/api/v1/plans/{plan}".Length..].Replace("{id}", "project-4", StringComparison.Ordinal).Replace("{feed}", "permits", StringComparison.Ordinal)
                .Replace("{pool}", "space-2021", StringComparison.Ordinal).Replace("{enterprise}", "demo-a", StringComparison.Ordinal))
            // Everything else in an address is a number.
            .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", "1"));
        Assert.Empty(documented.Except(sent));
    }

    [Fact]
    public async Task Key_OfAnotherAccountOrAfterARefusal_IsFree()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await shared.Staff["office"].Do($"{plan.Address}/departments", new { code = "one", name = "一" }, "shared-key");
        await shared.Staff["office-2"].Do($"{plan.Address}/departments", new { code = "two", name = "二" }, "shared-key");
        (await shared.Staff["office"].Post($"{plan.Address}/departments", new { code = "X", name = "三" }, "refused-first")).IsRefused(422, "text-invalid");
        await shared.Staff["office"].Do($"{plan.Address}/departments", new { code = "three", name = "三" }, "refused-first");
    }

    [Fact]
    public async Task IfMatch_Stale_IsRefusedWithTheCurrentTag()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        var office = shared.Staff["office"];
        var address = $"{plan.Of()}/appointments";
        var tag = (await office.Get(plan.Of())).ETag!;
        var first = await office.Post(address, Rehearsal.Appoint(), ifMatch: tag);
        Assert.Equal(201, first.Status);
        var stale = await office.Post(address, Rehearsal.Appoint("p-leader-2", "2021-02-01"), ifMatch: tag);
        stale.IsRefused(412, "version-moved");
        Assert.Equal(first.ETag, stale.ETag);
        Assert.Equal(201, (await office.Post(address, Rehearsal.Appoint("p-leader-2", "2021-02-01"), ifMatch: stale.ETag)).Status);
    }

    // The same command with another wish in it; null when it has no members.
    private static string? Other(object body)
    {
        var json = JsonNode.Parse(body as string ?? System.Text.Json.JsonSerializer.Serialize(body))!.AsObject();
        foreach (var (name, value) in json.ToArray())
            switch (value)
            {
                case JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String && name is "reason" or "document" or "name" or "duty" or "note" or "text" or "summary" or "closeOut" or "resolution" or "appointer" or "person" or "recipient" or "solution":
                    json[name] = $"{text}，另行补充";
                    return json.ToJsonString();
                case JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                    json[name] = number.GetValue<decimal>() / 2 + 1;
                    return json.ToJsonString();
            }
        if (json["to"] is not null) json["to"] = "2059-12-31T09:00:00+08:00";
        else if (json["contentHash"] is not null) json["contentHash"] = new string('0', 64);
        else if (json["targets"] is { } targets) targets[0]!["value"] = 84;
        else if (json["period"] is not null) json["period"] = "2020-07";
        else if (json["leads"] is not null) json["leads"] = new JsonArray(99);
        else if (json["doneOn"] is not null) json["note"] = "另行补充";
        else if (json["criteria"] is not null) json["note"] = "另行补充";
        else if (json["content"] is { } content) content["goals"]![0]!["text"] = "另一个目标";
        else if (json["approved"] is not null) json["reason"] = "另行补充的理由，不少于十个字";
        else if (json["happenedAt"] is not null) json["happenedAt"] = "2021-02-08T08:30:00+08:00";
        else if (json["note"] is not null) json["note"] = "另行补充";
        else if (json["overrideReason"] is not null) json["overrideReason"] = "另行补充的理由，不少于十个字";
        else
        {
            Assert.Empty(json);
            return null;
        }
        return json.ToJsonString();
    }
}
