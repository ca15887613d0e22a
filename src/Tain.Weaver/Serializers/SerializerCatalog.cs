using Mono.Cecil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Weaving;

namespace Tain.Weaver.Serializers;

/// <summary>
/// Answers which static method writes or reads a type, and has it generated when nobody wrote one. All passes ask here, so that a type is written the
/// same way as a SyncVar, an argument, a field or an element.
/// </summary>
internal sealed class SerializerCatalog
{
    private readonly WeavingContext _context;
    private readonly SerializerTable _writers = new();
    private readonly SerializerTable _readers = new();
    private readonly HandWrittenSerializers _handWritten;
    private readonly UnsendableTypes _unsendable;
    private readonly WriterGenerator _writerGenerator;
    private readonly ReaderGenerator _readerGenerator;

    public SerializerCatalog(WeavingContext context)
    {
        _context = context;
        _handWritten = new HandWrittenSerializers(context, _writers, _readers);
        _handWritten.Collect();
        _unsendable = new UnsendableTypes(context);
        Class = new GeneratedClass(context);
        _writerGenerator = new WriterGenerator(context, this);
        _readerGenerator = new ReaderGenerator(context, this);
    }

    public GeneratedClass Class { get; }

    /// <summary>What to put into Writer&lt;T&gt; and Reader&lt;T&gt;, in the order in which it was asked for.</summary>
    public List<SerializerRegistration> Registrations { get; } = [];

    /// <summary>Null when the type cannot be sent; then that has been reported.</summary>
    public MethodReference? Writer(TypeReference type, SerializerUse use) => Get(_writers, type, use, isWriter: true);

    /// <summary>Null when the type cannot be received; then that has been reported.</summary>
    public MethodReference? Reader(TypeReference type, SerializerUse use) => Get(_readers, type, use, isWriter: false);

    /// <summary>Both directions, registered so that the generic Write&lt;T&gt; and Read&lt;T&gt; find them.</summary>
    public void Ensure(TypeReference type, SerializerUse use)
    {
        Writer(type, use);
        Reader(type, use);
    }

    /// <summary>The same where a refusal is no mistake: whoever calls Write&lt;T&gt; may register T himself.</summary>
    public void EnsureIfPossible(TypeReference type)
    {
        if (_unsendable.FindDeep(type, IsHandWritten) == null) Ensure(type, default);
    }

    public void RegisterHandWritten()
    {
        foreach ((TypeReference type, MethodReference method, bool isWriter) in _handWritten.Own)
        {
            // Only the one that generated code calls too: a second one, or one for a built-in type, must not change what Write<T> does.
            if (!(isWriter ? _writers : _readers).TryGet(type, out MethodReference? chosen)) continue;
            if (chosen.FullName == method.FullName) Registrations.Add(new SerializerRegistration(type, method, isWriter, IsHandWritten: true));
            else WarnOfSecond(type, method.Resolve(), chosen, isWriter);
        }
    }

    private void WarnOfSecond(TypeReference type, MethodDefinition method, MethodReference chosen, bool isWriter) =>
        _context.Diagnostics.Report(
            Descriptors.TypeWrittenTwice, _context.Sources.Of(method), DisplayNames.Of(method), DisplayNames.Of(chosen),
            isWriter ? "writes" : "reads", DisplayNames.Of(type));

    /// <summary>Announces a method before its body is written, so that a type may contain itself.</summary>
    public void Announce(TypeReference type, MethodReference method, bool isWriter)
    {
        (isWriter ? _writers : _readers).Set(type, method);
        Registrations.Add(new SerializerRegistration(type, method, isWriter, IsHandWritten: false));
    }

    public MethodReference? Generic(string shape, bool isWriter) => (isWriter ? _writers : _readers).Generic(shape);

    private bool IsHandWritten(TypeReference type) => _writers.IsHandWritten(type) && _readers.IsHandWritten(type);

    private MethodReference? Get(SerializerTable table, TypeReference type, SerializerUse use, bool isWriter)
    {
        type = WithoutModifiers(type);
        if (table.TryGet(type, out MethodReference? known)) return known;
        if (_unsendable.Find(type) is { } refusal)
        {
            refusal.Report(_context.Diagnostics, use);
            return null;
        }
        type = _context.Import(type);
        return isWriter ? _writerGenerator.Generate(type, use) : _readerGenerator.Generate(type, use);
    }

    private static TypeReference WithoutModifiers(TypeReference type) => type is IModifierType modified ? WithoutModifiers(modified.ElementType) : type;
}
