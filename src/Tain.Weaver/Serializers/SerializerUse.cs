using Tain.Weaver.Diagnostics;

namespace Tain.Weaver.Serializers;

/// <summary>Who needs a type to be sent, for the message when that is impossible: "the parameter 'x' of Command 'P.CmdY'".</summary>
internal readonly record struct SerializerUse(string Need, SourcePosition Position);
