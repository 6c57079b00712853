using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace FuyangPlan.Callers;

/// <summary>
/// What a call carries to be believed. It is signed when it is written to a connection; a call that stays in its process is known by the signer
/// that it still holds, which nothing that was read from a connection does.
/// </summary>
[GenerateSerializer, Immutable, Alias("call-proof"), SerializationCallbacks(typeof(CallProofSigning))]
internal sealed class CallProof
{
    [NonSerialized]
    private readonly CallSignature? signer;
    [NonSerialized]
    private readonly GrainId target;
    [NonSerialized]
    private readonly IInvokable? request;

    public CallProof(CallSignature signer, GrainId target, IInvokable request) => (this.signer, this.target, this.request) = (signer, target, request);

    // For what is read from a connection.
    internal CallProof()
    {
    }

    [Id(0)]
    public byte[]? Signature { get; set; }

    public bool IsBy(CallSignature other) => ReferenceEquals(signer, other);

    public void Sign()
    {
        // Anew each time: what waited for its target is not out of date when it is sent again.
        if (signer is not null) Signature = signer.Sign(target, request!);
    }
}

/// <summary>Orleans calls it when a proof is about to be written.</summary>
internal sealed class CallProofSigning
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "The code generator calls no static hooks.")]
    public void OnSerializing(CallProof proof) => proof.Sign();
}
