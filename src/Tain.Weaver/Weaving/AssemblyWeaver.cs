using Mono.Cecil;
using Mono.Cecil.Cil;
using Tain.Weaver.Diagnostics;
using Tain.Weaver.Guards;
using Tain.Weaver.Lifecycle;
using Tain.Weaver.RemoteCalls;
using Tain.Weaver.Serializers;
using Tain.Weaver.SyncObjects;
using Tain.Weaver.SyncVars;

namespace Tain.Weaver.Weaving;

/// <summary>Weaves one assembly file: reads it with its symbols, runs the passes in order, and makes a new image if there was no error.</summary>
internal sealed class AssemblyWeaver(IReadOnlyList<string> references, IReadOnlyList<string> sources)
{
    public IReadOnlyList<WeaverDiagnostic> Diagnostics { get; private set; } = [];

    /// <summary>Reads a file and changes none; there is an image only when the result is <see cref="WeaveResult.Woven"/>.</summary>
    public WeaveResult Weave(string path, out WovenImage? image)
    {
        image = null;
        using var resolver = new ReferenceResolver(references);
        using AssemblyDefinition assembly = Read(path, resolver);
        if (AssemblyMark.IsOn(assembly)) return WeaveResult.AlreadyWoven;
        resolver.AddSelf(assembly);

        var context = new WeavingContext(assembly.MainModule, resolver, new SourceLocator(sources));
        foreach (string missing in resolver.Missing) context.Diagnostics.Report(Descriptors.ReferenceMissing, SourcePosition.Unknown, missing);
        try
        {
            RunPasses(context);
        }
        catch (LibraryMismatchException mismatch)
        {
            context.Diagnostics.Report(Descriptors.LibraryMismatch, SourcePosition.Unknown, mismatch.Message);
        }
        Diagnostics = context.Diagnostics.Sorted();
        if (context.Diagnostics.HasErrors) return WeaveResult.Refused;
        image = Write(assembly);
        return WeaveResult.Woven;
    }

    private static void RunPasses(WeavingContext context)
    {
        var serializers = new SerializerCatalog(context);
        // What the user wrote changes first: guards go in front of bodies, then bodies move, then accesses in them are turned.
        new GuardPass(context).Run();
        new RemoteCallPass(context, serializers).Run();
        new SyncVarPass(context, serializers).Run();
        new SyncObjectPass(context, serializers).Run();
        // Then what is only added.
        new LifecyclePass(context).Run();
        new InvokeByNamePass(context).Run();
        new WovenMarks(context).Run();
        new SerializerUsePass(context, serializers).Run();
        new RegistrationPass(context, serializers).Run();
        AssemblyMark.PutOn(context);
    }

    private static AssemblyDefinition Read(string path, ReferenceResolver resolver) =>
        AssemblyDefinition.ReadAssembly(path, new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            // Portable or embedded, or none at all.
            SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false),
            InMemory = true,
        });

    // Through memory: symbols that are written to a file leave its path in the assembly, and the same sources would give other bytes elsewhere.
    private static WovenImage Write(AssemblyDefinition assembly)
    {
        ModuleDefinition module = assembly.MainModule;
        ISymbolWriterProvider? symbols = module.SymbolReader?.GetWriterProvider();
        bool areEmbedded = symbols is EmbeddedPortablePdbWriterProvider;
        using var image = new MemoryStream();
        using var symbolImage = new MemoryStream();
        assembly.Write(image, new WriterParameters
        {
            WriteSymbols = symbols != null,
            SymbolWriterProvider = areEmbedded ? new EmbeddedSymbols() : symbols,
            SymbolStream = areEmbedded ? null : symbolImage,
            DeterministicMvid = true,
        });
        return new WovenImage(image.ToArray(), symbolImage.Length == 0 ? null : symbolImage.ToArray());
    }
}
