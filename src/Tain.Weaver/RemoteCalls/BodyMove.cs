using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tain.Weaver.RemoteCalls;

// Before: void CmdFire() { Shoot(); }
// After:  void CmdFire() { }              private void UserCode_CmdFire() { Shoot(); }
/// <summary>
/// Moves a body with all that belongs to it: sequence points, scopes of locals, the state machine of an async method. A breakpoint and a stack trace
/// still show the user's lines.
/// </summary>
internal static class BodyMove
{
    public static void Move(MethodDefinition from, MethodDefinition to)
    {
        MethodBody old = from.Body;
        MethodDebugInformation oldDebug = from.DebugInformation;
        var parameters = new Dictionary<ParameterDefinition, ParameterDefinition>();
        for (int i = 0; i < from.Parameters.Count; i++) parameters.Add(from.Parameters[i], to.Parameters[i]);

        var body = new MethodBody(to) { InitLocals = old.InitLocals };
        // Not removed from the old body, which is thrown away: removal would take their names out of the symbols.
        foreach (VariableDefinition variable in old.Variables.ToArray()) body.Variables.Add(variable);
        foreach (Instruction instruction in old.Instructions.ToArray())
        {
            if (instruction.Operand is ParameterDefinition parameter && parameters.TryGetValue(parameter, out ParameterDefinition? moved))
                instruction.Operand = moved;
            body.Instructions.Add(instruction);
        }
        foreach (ExceptionHandler handler in old.ExceptionHandlers) body.ExceptionHandlers.Add(handler);

        to.Body = body;
        MoveDebugInformation(oldDebug, to.DebugInformation);
        from.Body = new MethodBody(from);
        from.DebugInformation.SequencePoints.Clear();
        MoveStateMachine(from, to);
    }

    private static void MoveDebugInformation(MethodDebugInformation from, MethodDebugInformation to)
    {
        foreach (SequencePoint point in from.SequencePoints) to.SequencePoints.Add(point);
        to.Scope = from.Scope;
        to.StateMachineKickOffMethod = from.StateMachineKickOffMethod;
        foreach (CustomDebugInformation information in from.CustomDebugInformations) to.CustomDebugInformations.Add(information);
    }

    // An async body is only the start of a state machine, which knows its method by attribute and debug information.
    private static void MoveStateMachine(MethodDefinition from, MethodDefinition to)
    {
        foreach (CustomAttribute attribute in from.CustomAttributes.ToArray())
        {
            if (attribute.AttributeType.Name is not ("AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "DebuggerStepThroughAttribute")) continue;
            from.CustomAttributes.Remove(attribute);
            to.CustomAttributes.Add(attribute);
        }
        foreach (TypeDefinition nested in from.DeclaringType.NestedTypes)
        {
            foreach (MethodDefinition method in nested.Methods)
            {
                if (method.HasBody && method.DebugInformation.StateMachineKickOffMethod == from) method.DebugInformation.StateMachineKickOffMethod = to;
            }
        }
    }
}
