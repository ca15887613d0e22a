using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tain.Weaver.SyncVars;

/// <summary>
/// How many values lie on the evaluation stack before each instruction of a method, and how many an instruction takes and leaves. That tells which
/// instruction consumes a value that was pushed earlier.
/// </summary>
internal sealed class StackHeights
{
    private const int Unknown = -1;

    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, int> _before = [];

    public StackHeights(MethodDefinition method)
    {
        _method = method;
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            bool hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            _before[handler.HandlerStart] = hasException ? 1 : 0;
            if (handler.FilterStart != null) _before[handler.FilterStart] = 1;
        }
        Compute();
    }

    public int Before(Instruction instruction) => _before.TryGetValue(instruction, out int height) ? height : Unknown;

    public int Pops(Instruction instruction)
    {
        switch (instruction.OpCode.StackBehaviourPop)
        {
            case StackBehaviour.Pop0:
                return 0;
            case StackBehaviour.Pop1:
            case StackBehaviour.Popi:
            case StackBehaviour.Popref:
                return 1;
            case StackBehaviour.Pop1_pop1:
            case StackBehaviour.Popi_pop1:
            case StackBehaviour.Popi_popi:
            case StackBehaviour.Popi_popi8:
            case StackBehaviour.Popi_popr4:
            case StackBehaviour.Popi_popr8:
            case StackBehaviour.Popref_pop1:
            case StackBehaviour.Popref_popi:
                return 2;
            case StackBehaviour.PopAll:
                return Before(instruction);
            case StackBehaviour.Varpop when instruction.OpCode.Code == Code.Ret:
                return IsVoid(_method.ReturnType) ? 0 : 1;
            case StackBehaviour.Varpop when instruction.Operand is IMethodSignature signature:
                return PopsOfCall(instruction.OpCode.Code, signature);
            default:
                return 3;
        }
    }

    public static int Pushes(Instruction instruction)
    {
        switch (instruction.OpCode.StackBehaviourPush)
        {
            case StackBehaviour.Push0: return 0;
            case StackBehaviour.Push1_push1: return 2;
            case StackBehaviour.Varpush when instruction.Operand is IMethodSignature signature: return IsVoid(signature.ReturnType) ? 0 : 1;
            default: return 1;
        }
    }

    private static int PopsOfCall(Code code, IMethodSignature signature)
    {
        int count = signature.Parameters.Count;
        if (signature is { HasThis: true, ExplicitThis: false } && code != Code.Newobj) count++;
        return code == Code.Calli ? count + 1 : count;
    }

    // In the order of the text: the compiler never lets the height at a label depend on a later jump, except backwards with an empty stack.
    private void Compute()
    {
        int height = 0;
        foreach (Instruction instruction in _method.Body.Instructions)
        {
            if (_before.TryGetValue(instruction, out int jumpedTo)) height = jumpedTo;
            else if (height == Unknown) height = 0;
            _before[instruction] = height;

            int after = height - Pops(instruction) + Pushes(instruction);
            if (instruction.Operand is Instruction target) SetTarget(target, after);
            if (instruction.Operand is Instruction[] targets)
            {
                foreach (Instruction one in targets) SetTarget(one, after);
            }
            height = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw ? Unknown : after;
        }
    }

    private void SetTarget(Instruction target, int height)
    {
        if (!_before.ContainsKey(target)) _before.Add(target, height);
    }

    private static bool IsVoid(TypeReference type) => (type is IModifierType modified ? modified.ElementType : type).FullName == "System.Void";
}
