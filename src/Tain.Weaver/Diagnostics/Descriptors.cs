namespace Tain.Weaver.Diagnostics;

/// <summary>
/// Every refusal of the weaver, in one table. The analyzer compiles this file too and shows the same codes while typing, so it knows neither Cecil nor
/// MSBuild nor Roslyn. A code never changes its meaning and is never reused. docs/diagnostics.md explains each.
/// </summary>
internal static class Descriptors
{
    private static readonly List<WeaverDescriptor> Table = [];

    // --- Remote calls: {0} is the kind and full name, as "Command 'Game.Player.CmdFire'".

    public static readonly WeaverDescriptor RemoteCallStatic =
        Error("TAIN0001", nameof(RemoteCallStatic), "{0} must not be static", "Remove 'static': a remote call runs on an object");

    public static readonly WeaverDescriptor RemoteCallCoroutine =
        Error("TAIN0002", nameof(RemoteCallCoroutine), "{0} cannot be a coroutine", "Make it void and call StartCoroutine inside");

    public static readonly WeaverDescriptor RemoteCallReturnsValue =
        Error("TAIN0003", nameof(RemoteCallReturnsValue), "{0} cannot return a value", "Make it void; answer with a TargetRpc or a SyncVar");

    public static readonly WeaverDescriptor RemoteCallGeneric =
        Error("TAIN0004", nameof(RemoteCallGeneric), "{0} cannot have generic parameters", "Write one method per type, or send a struct that carries the value");

    public static readonly WeaverDescriptor RemoteCallOutParameter =
        Error("TAIN0005", nameof(RemoteCallOutParameter), "{0} cannot have the out parameter '{1}'", "Answer with a TargetRpc or a SyncVar");

    public static readonly WeaverDescriptor RemoteCallRefParameter =
        Error("TAIN0006", nameof(RemoteCallRefParameter), "{0} cannot pass '{1}' by reference", "Remove 'ref' or 'in': arguments travel as copies");

    public static readonly WeaverDescriptor RemoteCallOptionalParameter =
        Error("TAIN0007", nameof(RemoteCallOptionalParameter), "{0} cannot have the optional parameter '{1}'", "Remove the default value, or write an overload that calls this method");

    public static readonly WeaverDescriptor CommandConnectionParameter =
        Error("TAIN0008", nameof(CommandConnectionParameter), "{0} cannot pass the connection '{1}'", "To learn who called, write 'NetworkConnectionToClient sender = null'");

    public static readonly WeaverDescriptor RpcConnectionParameter =
        Error("TAIN0009", nameof(RpcConnectionParameter), "{0} cannot pass the connection '{1}'", "Only the first parameter of a TargetRpc may be a connection: the target");

    public static readonly WeaverDescriptor RemoteCallAbstract =
        Error("TAIN0010", nameof(RemoteCallAbstract), "{0} must not be abstract", "Make it virtual with an empty body");

    public static readonly WeaverDescriptor RemoteCallOutsideBehaviour =
        Error("TAIN0011", nameof(RemoteCallOutsideBehaviour), "{0} must be declared inside a NetworkBehaviour", "Derive '{1}' from NetworkBehaviour, or remove the attribute");

    public static readonly WeaverDescriptor RemoteCallHashCollision =
        Error("TAIN0012", nameof(RemoteCallHashCollision), "{0} has the same 16-bit hash as '{1}'", "Rename one of them", isSeenInSource: false);

    public static readonly WeaverDescriptor RemoteCallAmbiguous =
        Error("TAIN0013", nameof(RemoteCallAmbiguous), "{0} has more than one remote call attribute", "Keep one of Command, ClientRpc and TargetRpc");

    public static readonly WeaverDescriptor RemoteCallBaseNotVirtual =
        Error("TAIN0014", nameof(RemoteCallBaseNotVirtual), "{0} calls 'base.{1}', which is not virtual, so it would be sent again", "Make '{2}' virtual and override it, or call a plain method that both share");

    // --- SyncVars: {0} is the full name of the field.

    public static readonly WeaverDescriptor SyncVarStatic =
        Error("TAIN0020", nameof(SyncVarStatic), "SyncVar '{0}' cannot be static", "Remove 'static': a SyncVar belongs to an object");

    public static readonly WeaverDescriptor SyncVarGenericType =
        Error("TAIN0021", nameof(SyncVarGenericType), "SyncVar '{0}' has the generic type '{1}'", "Declare the field with a concrete type in the derived class");

    public static readonly WeaverDescriptor SyncVarTooMany =
        Error("TAIN0022", nameof(SyncVarTooMany), "'{0}' and its bases have {1} SyncVars, and 64 fit", "Split the class, or put several values into one struct");

    public static readonly WeaverDescriptor SyncVarHookMissing =
        Error("TAIN0023", nameof(SyncVarHookMissing), "SyncVar '{0}' names the hook '{1}', which does not exist", "Write 'void {1}({2} oldValue, {2} newValue)' in '{3}'");

    public static readonly WeaverDescriptor SyncVarHookSignature =
        Error("TAIN0024", nameof(SyncVarHookSignature), "The hook '{1}' of SyncVar '{0}' has the wrong parameters", "Write 'void {1}({2} oldValue, {2} newValue)'");

    public static readonly WeaverDescriptor SyncVarOutsideBehaviour =
        Error("TAIN0025", nameof(SyncVarOutsideBehaviour), "SyncVar '{0}' must be inside a NetworkBehaviour", "Derive '{1}' from NetworkBehaviour, or remove the attribute");

    public static readonly WeaverDescriptor SyncVarOnSyncObject =
        Warning("TAIN0026", nameof(SyncVarOnSyncObject), "'{0}' is a sync collection and needs no [SyncVar]", "Remove the attribute: it synchronizes itself");

    public static readonly WeaverDescriptor SyncVarReferenceKept =
        Error("TAIN0027", nameof(SyncVarReferenceKept), "A reference to SyncVar '{0}' is kept, so its changes cannot be seen", "Copy it to a local, change that, and assign it back");

    public static readonly WeaverDescriptor SyncVarReadOnly =
        Error("TAIN0028", nameof(SyncVarReadOnly), "SyncVar '{0}' cannot be readonly or const", "Remove that word: the network assigns it");

    public static readonly WeaverDescriptor SyncVarNotWoven =
        Error("TAIN0029", nameof(SyncVarNotWoven), "SyncVar '{0}' is in the assembly '{1}', which is not woven", "Set <TainWeave>true</TainWeave> in that project", isSeenInSource: false);

    public static readonly WeaverDescriptor MemberNameTaken =
        Error("TAIN0030", nameof(MemberNameTaken), "'{0}' has a member '{1}', the name of what the weaver has to add", "Rename it");

    // --- Sync collections: {0} is the full name of the field.

    public static readonly WeaverDescriptor SyncObjectStatic =
        Error("TAIN0040", nameof(SyncObjectStatic), "The sync collection '{0}' cannot be static", "Remove 'static': it belongs to an object");

    public static readonly WeaverDescriptor SyncObjectTooMany =
        Error("TAIN0041", nameof(SyncObjectTooMany), "'{0}' and its bases have {1} sync collections, and 64 fit", "Split the class");

    public static readonly WeaverDescriptor SyncObjectOutsideBehaviour =
        Error("TAIN0042", nameof(SyncObjectOutsideBehaviour), "The sync collection '{0}' must be inside a NetworkBehaviour", "Derive '{1}' from NetworkBehaviour, or use a plain collection");

    public static readonly WeaverDescriptor SyncObjectNotReadOnly =
        Warning("TAIN0043", nameof(SyncObjectNotReadOnly), "The sync collection '{0}' should be readonly", "Add 'readonly': a replaced collection is not synchronized");

    public static readonly WeaverDescriptor SyncObjectGenericElement =
        Warning("TAIN0044", nameof(SyncObjectGenericElement), "The sync collection '{0}' has the generic type '{1}', which is not synchronized, as in Mirror", "Declare it in the derived class, with concrete types");

    // --- Types: {0} is the type, {1} says what needs it.

    public static readonly WeaverDescriptor TypeMultiDimensionalArray =
        Error("TAIN0050", nameof(TypeMultiDimensionalArray), "'{0}' ({1}) cannot be sent: arrays have one dimension on the wire", "Use an array of arrays, or one array with computed indices");

    public static readonly WeaverDescriptor TypeComponent =
        Error("TAIN0051", nameof(TypeComponent), "The component '{0}' ({1}) cannot be sent", "Derive it from NetworkBehaviour, or send its NetworkIdentity");

    public static readonly WeaverDescriptor TypeWorldObject =
        Error("TAIN0052", nameof(TypeWorldObject), "'{0}' ({1}) cannot be sent: it is an object of the world", "Send a GameObject or NetworkIdentity that is spawned");

    public static readonly WeaverDescriptor TypeGeneric =
        Error("TAIN0053", nameof(TypeGeneric), "The generic type '{0}' ({1}) cannot be sent", "Use a struct of your own, or write the extension methods Write{2} and Read{2}");

    public static readonly WeaverDescriptor TypeInterface =
        Error("TAIN0054", nameof(TypeInterface), "The interface '{0}' ({1}) cannot be sent", "Use a class or struct, or write the extension methods Write{2} and Read{2}");

    public static readonly WeaverDescriptor TypeAbstract =
        Error("TAIN0055", nameof(TypeAbstract), "The abstract class '{0}' ({1}) cannot be sent", "Use a concrete class, or write the extension methods Write{2} and Read{2}");

    public static readonly WeaverDescriptor TypeNoConstructor =
        Error("TAIN0056", nameof(TypeNoConstructor), "'{0}' ({1}) cannot be received: it has no public constructor without parameters", "Add one, or make it a struct");

    public static readonly WeaverDescriptor TypeUnresolvable =
        Error("TAIN0057", nameof(TypeUnresolvable), "'{0}' ({1}) cannot be sent: its assembly was not found", "Reference the assembly '{2}'", isSeenInSource: false);

    public static readonly WeaverDescriptor TypeByReference =
        Error("TAIN0058", nameof(TypeByReference), "'{0}' ({1}) cannot be sent: it is a pointer or a reference", "Send the value itself");

    public static readonly WeaverDescriptor TypeNullable =
        Error("TAIN0059", nameof(TypeNullable), "'{0}' ({1}) cannot be sent: only the built-in value types can be nullable", "Send a struct with a bool and the value");

    public static readonly WeaverDescriptor TypeHalfWritten =
        Warning("TAIN0060", nameof(TypeHalfWritten), "'{0}' has an extension method that {1} it, and none that {2} it", "Write both, or neither");

    public static readonly WeaverDescriptor TypeHiddenField =
        Error("TAIN0061", nameof(TypeHiddenField), "The field '{0}' ({1}) cannot be reached from this assembly", "Make it public, or private if it need not be sent", isSeenInSource: false);

    public static readonly WeaverDescriptor TypeSendsNothing =
        Warning("TAIN0062", nameof(TypeSendsNothing), "'{0}' ({1}) has no public fields, so nothing of it is sent", "Make its fields public, or write the extension methods Write{2} and Read{2}");

    public static readonly WeaverDescriptor TypeWrittenTwice =
        Warning("TAIN0063", nameof(TypeWrittenTwice), "'{0}' is not used: '{1}' {2} '{3}' already", "Remove one of them, or put [WeaverPriority] on the one to use");

    // --- Guards: {0} is the attribute and full name.

    public static readonly WeaverDescriptor GuardAbstract =
        Error("TAIN0070", nameof(GuardAbstract), "{0} must not be abstract", "Put the attribute on the overrides");

    public static readonly WeaverDescriptor GuardOutsideComponent =
        Error("TAIN0071", nameof(GuardOutsideComponent), "{0} must be an instance method of a component", "A guard asks the server or client of its object's world; test 'active' yourself here");

    public static readonly WeaverDescriptor GuardReturnsReference =
        Error("TAIN0072", nameof(GuardReturnsReference), "{0} cannot return a reference", "Return the value: where the guard forbids the call there is nothing to refer to");

    // --- The assembly.

    public static readonly WeaverDescriptor ReferenceMissing =
        Warning("TAIN0080", nameof(ReferenceMissing), "The referenced file '{0}' was not found", "Build or restore it first", isSeenInSource: false);

    public static readonly WeaverDescriptor LibraryMismatch =
        Error("TAIN0081", nameof(LibraryMismatch), "{0}", "Use the same version of all Tain packages", isSeenInSource: false);

    public static IReadOnlyList<WeaverDescriptor> All => Table;

    private static WeaverDescriptor Error(string code, string name, string text, string remedy, bool isSeenInSource = true) =>
        Add(new(code, name, WeaverSeverity.Error, text, remedy, isSeenInSource));

    private static WeaverDescriptor Warning(string code, string name, string text, string remedy, bool isSeenInSource = true) =>
        Add(new(code, name, WeaverSeverity.Warning, text, remedy, isSeenInSource));

    private static WeaverDescriptor Add(WeaverDescriptor descriptor)
    {
        Table.Add(descriptor);
        return descriptor;
    }
}
