using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

// Before: struct Hit { public int damage; public Vector3 point; }
// After:  static void Write_Hit(NetworkWriter writer, Hit value)
//         {
//             writer.WriteVarInt(value.damage);
//             writer.WriteVector3(value.point);
//         }
// A class has a byte in front that says whether it is null; an enum is written as its number; a collection calls WriteList<T> and its kind.
/// <summary>Makes the writer of a type that nobody wrote one for.</summary>
internal sealed class WriterGenerator(WeavingContext context, SerializerCatalog catalog)
{
    public MethodReference? Generate(TypeReference type, SerializerUse use)
    {
        if (CollectionShapes.ShapeOf(type) is { } shape) return Collection(type, shape, use);
        if (context.IsNetworkBehaviour(type)) return NetworkBehaviour(type, use);
        TypeDefinition definition = type.Resolve();
        catalog.Class.EnsureVisible(definition);
        return definition.IsEnum ? Enum(type, definition, use) : Fields(type, definition, use);
    }

    private MethodReference? Collection(TypeReference type, string shape, SerializerUse use)
    {
        TypeReference element = CollectionShapes.ElementOf(type)!;
        MethodReference generic = catalog.Generic(shape, isWriter: true)
            ?? throw new LibraryMismatchException($"No extension method of NetworkWriter writes '{DisplayNames.Of(type)}'");
        MethodReference writer = generic.Of(element);
        // Announced first: a class may hold a list of itself.
        catalog.Announce(type, writer, isWriter: true);
        return catalog.Writer(element, use) == null ? null : writer;
    }

    private MethodReference? NetworkBehaviour(TypeReference type, SerializerUse use)
    {
        MethodReference? writer = catalog.Writer(context.Import(context.Tain.NetworkBehaviour!), use);
        if (writer != null) catalog.Announce(type, writer, isWriter: true);
        return writer;
    }

    private MethodReference? Enum(TypeReference type, TypeDefinition definition, SerializerUse use)
    {
        MethodReference? number = catalog.Writer(context.Import(UnderlyingTypeOf(definition)), use);
        if (number == null) return null;
        MethodDefinition method = AddMethod(type);
        new Il(method).Argument(0).Argument(1).Call(number).Return();
        return method;
    }

    private MethodDefinition Fields(TypeReference type, TypeDefinition definition, SerializerUse use)
    {
        MethodDefinition method = AddMethod(type);
        var il = new Il(method);
        if (!definition.IsValueType)
        {
            MethodReference? flag = catalog.Writer(context.Module.TypeSystem.Boolean, use);
            Instruction present = Il.Label();
            il.Argument(1).Add(OpCodes.Brtrue, present).Argument(0).Int(0).Call(flag!).Return()
                .Mark(present).Argument(0).Int(1).Call(flag!);
        }
        foreach (FieldDefinition field in SentFields.Of(definition))
        {
            SerializerUse fieldUse = UseOf(field, use);
            if (field.IsFamilyOrAssembly && field.Module != context.Module)
            {
                context.Diagnostics.Report(Descriptors.TypeHiddenField, fieldUse.Position, DisplayNames.Of(field), use.Need);
                continue;
            }
            if (catalog.Writer(field.FieldType, fieldUse) is not { } writer) continue;
            il.Argument(0).Argument(1).Add(OpCodes.Ldfld, context.Module.ImportReference(field)).Call(writer);
        }
        il.Return();
        if (SentFields.LosesEverything(definition)) WarnOfNothing(type, definition, use);
        return method;
    }

    private void WarnOfNothing(TypeReference type, TypeDefinition definition, SerializerUse use)
    {
        object[] arguments = [DisplayNames.Of(type), use.Need, DisplayNames.SimpleName(type)];
        if (SentFields.AreAllOf(context.Module, definition)) context.Diagnostics.Report(Descriptors.TypeSendsNothing, use.Position, arguments);
        else context.Diagnostics.ReportUnseen(Descriptors.TypeSendsNothing, use.Position, arguments);
    }

    private MethodDefinition AddMethod(TypeReference type)
    {
        MethodDefinition method = catalog.Class.AddMethod("Write", type, context.Module.TypeSystem.Void);
        method.Parameters.Add(new ParameterDefinition("writer", ParameterAttributes.None, context.Import(context.Tain.NetworkWriter!)));
        method.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, type));
        catalog.Announce(type, method, isWriter: true);
        return method;
    }

    /// <summary>A field that cannot travel is shown where it is declared, when that is in this project, and else where it is needed.</summary>
    internal static SerializerUse UseOf(WeavingContext context, FieldDefinition field, SerializerUse use) =>
        new($"the field '{DisplayNames.Of(field)}'", field.Module == context.Module ? () => context.Sources.Of(field) : use.Locate);

    internal static TypeReference UnderlyingTypeOf(TypeDefinition type) => type.Fields.First(static field => !field.IsStatic).FieldType;

    private SerializerUse UseOf(FieldDefinition field, SerializerUse use) => UseOf(context, field, use);
}
