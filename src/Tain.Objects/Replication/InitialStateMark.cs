namespace Tain;

/// <summary>Where <see cref="InitialStates"/> has a component's state; frame 0 = nowhere, because it changed.</summary>
internal readonly record struct InitialStateMark(long Frame, int Start, int Length);
