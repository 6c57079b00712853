using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FuyangPlan.DepartmentFeeds;

public class FactReadingTests
{
    private const string Good = """{"plan":"fuyang","feed":"permits","offset":7,"kind":"progress","initiative":"project-4","task":2,"percent":60.5,"happenedAt":"2021-02-02T08:00:00+08:00","sentAt":"2021-02-02T08:00:05+08:00"}""";

    private static BusMessage Message(string body, string? type = null, int? size = null) =>
        new(body, size ?? Encoding.UTF8.GetByteCount(body), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), type);

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public void Read_BareJson_IsTheFact(string? type)
    {
        var reading = FactReading.Of(Message(Good, type));
        Assert.Null(reading.Unreadable);
        Assert.Equal(("fuyang", "permits", 7L, 60.5m, 2), (reading.Plan, reading.Feed, reading.Fact!.Offset, reading.Fact.Percent, reading.Fact.Task));
    }

    [Fact]
    public void Read_MassTransitsEnvelope_IsTheFactInIt()
    {
        var envelope = $$$"""{"messageId":"x","responseAddress":"rabbitmq://elsewhere/loop","messageType":["urn:message:FuyangPlan.DepartmentFeeds.V1:DepartmentFact"],"message":{{{Good}}},"headers":{}}""";
        Assert.Equal(7, FactReading.Of(Message(envelope, "application/vnd.masstransit+json")).Fact?.Offset);
        Refused(Problems.FactNotOurs, envelope.Replace("DepartmentFeeds.V1", "Something.V1", StringComparison.Ordinal), "application/vnd.masstransit+json");
        Refused(Problems.FactNewer, envelope.Replace("DepartmentFeeds.V1", "DepartmentFeeds.V2", StringComparison.Ordinal), "application/vnd.masstransit+json");
        Refused(Problems.FactUnreadable, Good, "application/vnd.masstransit+json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"fact\"")]
    [InlineData("not json")]
    [InlineData("\uFEFF{}")]
    public void Read_WhatIsNoFact_IsUnreadable(string body) => Refused(Problems.FactUnreadable, body);

    [Theory]
    [InlineData("\"offset\":7", "\"offset\":7,\"offset\":8")]
    [InlineData("\"offset\":7", "\"offset\":\"7\"")]
    [InlineData("\"offset\":7", "\"offset\":7.5")]
    [InlineData("\"offset\":7,", "")]
    [InlineData("\"percent\":60.5", "\"percent\":1e999")]
    [InlineData("\"percent\":60.5", "\"percent\":NaN")]
    [InlineData("\"percent\":60.5", "\"Percent\":60.5")]
    [InlineData("\"task\":2", "\"task\":2,\"department\":\"other\"")]
    [InlineData("\"plan\":\"fuyang\"", "\"plan\":null")]
    [InlineData("2021-02-02T08:00:00+08:00", "2021-02-30")]
    [InlineData("2021-02-02T08:00:00+08:00", "2021-02-02T08:00:00")]
    [InlineData("2021-02-02T08:00:00+08:00", "2021-02-02")]
    [InlineData("2021-02-02T08:00:00+08:00", "9999-12-31T23:59:59-14:00")]
    [InlineData("\"percent\":60.5", "\"percent\":60.5,\"note\":\"\\ud800\"")]
    [InlineData("\"plan\":\"fuyang\"", "\"plan\":\"\\ud800\"")]
    [InlineData("\"task\":2", "\"task\":2,\"schema\":0")]
    public void Read_AFactThatIsNotStrict_IsUnreadable(string part, string instead) => Refused(Problems.FactUnreadable, Good.Replace(part, instead, StringComparison.Ordinal));

    [Fact]
    public void Read_ANewerSchema_WaitsForTheUpgradeInItsFeed()
    {
        var reading = Refused(Problems.FactNewer, Good.Replace("\"task\":2", "\"task\":2,\"schema\":2,\"colour\":\"red\"", StringComparison.Ordinal));
        Assert.Equal(("fuyang", "permits"), (reading.Plan, reading.Feed));
    }

    [Fact]
    public void Read_DeepOrLarge_IsRefusedCheaply()
    {
        Refused(Problems.FactUnreadable, string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000));
        Assert.Equal(Problems.PayloadTooLarge, FactReading.Of(Message(Good, size: FactReading.LargestBody + 1)).Unreadable?.Problem);
    }

    [Fact]
    public void Digest_OfTheSameFactSentAgain_IsTheSame()
    {
        var fact = Facts.Progress(1, 60);
        Assert.Equal(FactReading.Digest(fact), FactReading.Digest(fact with { SentAt = fact.SentAt.AddHours(1) }));
        Assert.NotEqual(FactReading.Digest(fact), FactReading.Digest(fact with { Percent = 61 }));
        Assert.NotEqual(FactReading.Digest(fact), FactReading.Digest(fact with { Note = "x" }));
    }

    private static FactReading Refused(Problem problem, string body, string? type = null)
    {
        var reading = FactReading.Of(Message(body, type));
        Assert.Equal(problem.Code, reading.Unreadable?.Problem.Code);
        Assert.Null(reading.Fact);
        return reading;
    }
}
