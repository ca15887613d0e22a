using Tain.Weaver.Diagnostics;

namespace Tain.Weaver.Serializers;

/// <summary>
/// Who needs a type to be sent, for the message when that is impossible: "the parameter 'x' of Command 'P.CmdY'". Where that stands is looked up only then,
/// because it means reading source files.
/// </summary>
internal readonly record struct SerializerUse(string Need, Func<SourcePosition>? Locate)
{
    public SourcePosition Position => Locate?.Invoke() ?? SourcePosition.Unknown;
}
