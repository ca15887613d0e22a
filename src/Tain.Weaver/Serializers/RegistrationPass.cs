using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Emit;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

// Before: (nothing)
// After:  [ModuleInitializer] static void Register()
//         {
//             Library.<Tain>GeneratedSerializers.Touch();            // of every woven reference: its own initializer runs now
//             Writer<Hit>.write ??= Write_Hit;                       // generated: gives way to one that a person wrote
//             Reader<Vehicle>.read = VehicleExtensions.ReadVehicle;  // written by a person in this assembly
//         }
//         public static void Touch() { }
/// <summary>Registers an assembly's serializers when it is loaded, without reflection, so that trimming and NativeAOT keep what is needed.</summary>
internal sealed class RegistrationPass(WeavingContext context, SerializerCatalog serializers)
{
    private const string TouchName = "Touch";

    public void Run()
    {
        List<MethodReference> libraries = WovenLibraries();
        if (serializers.Registrations.Count == 0 && libraries.Count == 0) return;

        MethodDefinition register = Generated.Method(
            context, serializers.Class.Type, "Register", MethodAttributes.Assembly | MethodAttributes.Static, context.Module.TypeSystem.Void);
        var il = new Il(register);
        foreach (MethodReference touch in libraries) il.Call(touch);
        foreach (SerializerRegistration registration in serializers.Registrations) Register(il, registration);
        il.Return();

        AddTouch();
        CallFromModuleInitializer(register);
    }

    private void Register(Il il, SerializerRegistration registration)
    {
        FieldReference slot = SlotOf(registration);
        var delegateType = new GenericInstanceType(((GenericInstanceType)slot.FieldType).ElementType);
        if (registration.IsWriter) delegateType.GenericArguments.Add(context.Import(context.Tain.NetworkWriter!));
        else delegateType.GenericArguments.Add(context.Import(context.Tain.NetworkReader!));
        delegateType.GenericArguments.Add(registration.Type);

        Instruction done = Il.Label();
        if (!registration.IsHandWritten) il.Add(OpCodes.Ldsfld, slot).Add(OpCodes.Brtrue, done);
        il.Add(OpCodes.Ldnull).Add(OpCodes.Ldftn, registration.Method)
            .New(Generated.DelegateConstructor(context, delegateType)).Add(OpCodes.Stsfld, slot);
        if (!registration.IsHandWritten) il.Mark(done);
    }

    // Writer<T>.write or Reader<T>.read
    private FieldReference SlotOf(SerializerRegistration registration)
    {
        TypeDefinition table = registration.IsWriter ? context.Tain.WriterTable : context.Tain.ReaderTable;
        string name = registration.IsWriter ? "write" : "read";
        FieldDefinition field = table.Fields.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new LibraryMismatchException($"The field '{table.FullName}.{name}' was not found in the referenced Tain assemblies");
        var instance = new GenericInstanceType(context.Import(table)) { GenericArguments = { registration.Type } };
        return new FieldReference(name, context.Module.ImportReference(field).FieldType, instance);
    }

    private List<MethodReference> WovenLibraries()
    {
        var libraries = new List<MethodReference>();
        foreach (AssemblyNameReference reference in context.Module.AssemblyReferences)
        {
            AssemblyDefinition? assembly = context.Resolver.TryResolve(reference.Name);
            if (assembly == null || !AssemblyMark.IsOn(assembly)) continue;
            TypeDefinition? generated = assembly.MainModule.GetType(GeneratedClass.Name);
            if (generated != null) libraries.Add(context.Import(TainLibrary.Method(generated, TouchName)));
        }
        return libraries;
    }

    private void AddTouch()
    {
        MethodDefinition touch = Generated.Method(
            context, serializers.Class.Type, TouchName, MethodAttributes.Public | MethodAttributes.Static, context.Module.TypeSystem.Void);
        // Inlined into another assembly it would touch nothing.
        touch.NoInlining = true;
        new Il(touch).Return();
    }

    private void CallFromModuleInitializer(MethodDefinition register)
    {
        TypeDefinition moduleType = context.Module.Types[0];
        MethodDefinition? initializer = moduleType.Methods.FirstOrDefault(static method => method.Name == ".cctor");
        if (initializer == null)
        {
            initializer = new MethodDefinition(
                ".cctor",
                MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
                context.Module.TypeSystem.Void);
            moduleType.Methods.Add(initializer);
            initializer.Body = new MethodBody(initializer);
            new Il(initializer).Call(register).Return();
            return;
        }
        // Before the user's own module initializers, which may send something already.
        ILProcessor processor = initializer.Body.GetILProcessor();
        processor.InsertBefore(initializer.Body.Instructions[0], processor.Create(OpCodes.Call, register));
    }
}
