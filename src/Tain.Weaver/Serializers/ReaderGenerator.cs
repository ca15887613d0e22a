using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

// Before: struct Hit { public int damage; public Vector3 point; }
// After:  static Hit Read_Hit(NetworkReader reader)
//         {
//             Hit value = default;
//             value.damage = reader.ReadVarInt();
//             value.point = reader.ReadVector3();
//             return value;
//         }
// The mirror image of WriterGenerator.
/// <summary>Makes the reader of a type that nobody wrote one for.</summary>
internal sealed class ReaderGenerator(WeavingContext context, SerializerCatalog catalog)
{
    public MethodReference? Generate(TypeReference type, SerializerUse use)
    {
        if (CollectionShapes.ShapeOf(type) is { } shape) return Collection(type, shape, use);
        if (context.IsNetworkBehaviour(type)) return NetworkBehaviour(type);
        TypeDefinition definition = type.Resolve();
        catalog.Class.EnsureVisible(definition);
        return definition.IsEnum ? Enum(type, definition, use) : Fields(type, definition, use);
    }

    private MethodReference? Collection(TypeReference type, string shape, SerializerUse use)
    {
        TypeReference element = CollectionShapes.ElementOf(type)!;
        MethodReference? generic = catalog.Generic(shape, isWriter: false);
        MethodReference reader;
        if (generic != null)
        {
            reader = generic.Of(element);
            catalog.Announce(type, reader, isWriter: false);
        }
        else
        {
            reader = shape == CollectionShapes.Segment
                ? Segment((GenericInstanceType)type)
                : throw new LibraryMismatchException($"No extension method of NetworkReader reads '{DisplayNames.Of(type)}'");
        }
        return catalog.Reader(element, use) == null ? null : reader;
    }

    // return new ArraySegment<T>(reader.ReadArray<T>());
    private MethodDefinition Segment(GenericInstanceType type)
    {
        MethodReference array = catalog.Generic(CollectionShapes.Array, isWriter: false)
            ?? throw new LibraryMismatchException("No extension method of NetworkReader reads arrays");
        var constructor = new MethodReference(".ctor", context.Module.TypeSystem.Void, type)
        {
            HasThis = true,
            Parameters = { new ParameterDefinition(new ArrayType(type.ElementType.Resolve().GenericParameters[0])) },
        };
        MethodDefinition method = AddMethod(type);
        new Il(method).Argument(0).Call(array.Of(type.GenericArguments[0])).New(constructor).Return();
        return method;
    }

    private MethodReference NetworkBehaviour(TypeReference type)
    {
        MethodReference generic = catalog.Generic(context.Tain.NetworkBehaviour!.FullName, isWriter: false)
            ?? throw new LibraryMismatchException("The extension method 'NetworkReader.ReadNetworkBehaviour<T>' was not found");
        MethodReference reader = generic.Of(type);
        catalog.Announce(type, reader, isWriter: false);
        return reader;
    }

    private MethodReference? Enum(TypeReference type, TypeDefinition definition, SerializerUse use)
    {
        MethodReference? number = catalog.Reader(context.Import(WriterGenerator.UnderlyingTypeOf(definition)), use);
        if (number == null) return null;
        MethodDefinition method = AddMethod(type);
        new Il(method).Argument(0).Call(number).Return();
        return method;
    }

    private MethodDefinition Fields(TypeReference type, TypeDefinition definition, SerializerUse use)
    {
        MethodDefinition method = AddMethod(type);
        var il = new Il(method);
        VariableDefinition value = il.Local(type);
        if (definition.IsValueType)
        {
            il.Add(OpCodes.Ldloca, value).Add(OpCodes.Initobj, type);
        }
        else
        {
            // Not just ReadBool: a class may nest, and the sender decides how deep.
            MethodReference isPresent = context.Import(TainLibrary.Method(context.Tain.NetworkReader!, "ReadIsPresent"));
            var constructor = new MethodReference(".ctor", context.Module.TypeSystem.Void, type) { HasThis = true };
            Instruction present = Il.Label();
            il.Argument(0).Call(isPresent).Add(OpCodes.Brtrue, present).Add(OpCodes.Ldnull).Return()
                .Mark(present).New(constructor).Add(OpCodes.Stloc, value);
        }
        foreach (FieldDefinition field in SentFields.Of(definition))
        {
            if (field.IsFamilyOrAssembly && field.Module != context.Module) continue;
            if (catalog.Reader(field.FieldType, WriterGenerator.UseOf(context, field, use)) is not { } reader) continue;
            il.Add(definition.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, value)
                .Argument(0).Call(reader).Add(OpCodes.Stfld, context.Module.ImportReference(field));
        }
        il.Add(OpCodes.Ldloc, value).Return();
        return method;
    }

    private MethodDefinition AddMethod(TypeReference type)
    {
        MethodDefinition method = catalog.Class.AddMethod("Read", type, type);
        method.Parameters.Add(new ParameterDefinition("reader", ParameterAttributes.None, context.Import(context.Tain.NetworkReader!)));
        catalog.Announce(type, method, isWriter: false);
        return method;
    }
}
