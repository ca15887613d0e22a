namespace Tain.Conformance.Sessions;

/// <summary>A line that one side of a recorded session logged.</summary>
internal readonly record struct SessionMark(double Ms, bool OnServer, string Text);
