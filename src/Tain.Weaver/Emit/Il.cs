using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tain.Weaver.Emit;

/// <summary>Writes the body of a new method, an instruction a line.</summary>
internal sealed class Il(MethodDefinition method)
{
    private readonly ILProcessor _processor = method.Body.GetILProcessor();

    public Il This() => Add(OpCodes.Ldarg_0);

    /// <summary>An argument of a static method, or the parameter with that index of an instance method plus one.</summary>
    public Il Argument(int index)
    {
        _processor.Append(index switch
        {
            0 => Instruction.Create(OpCodes.Ldarg_0),
            1 => Instruction.Create(OpCodes.Ldarg_1),
            2 => Instruction.Create(OpCodes.Ldarg_2),
            3 => Instruction.Create(OpCodes.Ldarg_3),
            _ => Instruction.Create(index < 256 ? OpCodes.Ldarg_S : OpCodes.Ldarg, method.Parameters[method.HasThis ? index - 1 : index]),
        });
        return this;
    }

    public Il Int(int value) => Append(value switch
    {
        0 => Instruction.Create(OpCodes.Ldc_I4_0),
        1 => Instruction.Create(OpCodes.Ldc_I4_1),
        >= sbyte.MinValue and <= sbyte.MaxValue => Instruction.Create(OpCodes.Ldc_I4_S, (sbyte)value),
        _ => Instruction.Create(OpCodes.Ldc_I4, value),
    });

    public Il Long(ulong value) => Append(Instruction.Create(OpCodes.Ldc_I8, unchecked((long)value)));

    public Il Text(string value) => Append(Instruction.Create(OpCodes.Ldstr, value));

    public Il Call(MethodReference target) => Append(Instruction.Create(OpCodes.Call, target));

    public Il CallVirtual(MethodReference target) => Append(Instruction.Create(OpCodes.Callvirt, target));

    public Il New(MethodReference constructor) => Append(Instruction.Create(OpCodes.Newobj, constructor));

    public Il Add(OpCode code) => Append(Instruction.Create(code));

    public Il Add(OpCode code, MethodReference target) => Append(Instruction.Create(code, target));

    public Il Add(OpCode code, FieldReference target) => Append(Instruction.Create(code, target));

    public Il Add(OpCode code, TypeReference target) => Append(Instruction.Create(code, target));

    public Il Add(OpCode code, VariableDefinition target) => Append(Instruction.Create(code, target));

    public Il Add(OpCode code, Instruction target) => Append(Instruction.Create(code, target));

    /// <summary>Puts a jump target here.</summary>
    public Il Mark(Instruction label) => Append(label);

    public Il Return() => Add(OpCodes.Ret);

    public VariableDefinition Local(TypeReference type)
    {
        var local = new VariableDefinition(type);
        method.Body.Variables.Add(local);
        method.Body.InitLocals = true;
        return local;
    }

    public static Instruction Label() => Instruction.Create(OpCodes.Nop);

    private Il Append(Instruction instruction)
    {
        _processor.Append(instruction);
        return this;
    }
}
