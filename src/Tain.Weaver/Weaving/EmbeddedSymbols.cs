using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tain.Weaver.Weaving;

/// <summary>Writes embedded symbols where the assembly goes to memory and has no file name, which Cecil's own provider insists on.</summary>
internal sealed class EmbeddedSymbols : ISymbolWriterProvider
{
    private readonly EmbeddedPortablePdbWriterProvider _provider = new();

    public ISymbolWriter GetSymbolWriter(ModuleDefinition module, string fileName) => _provider.GetSymbolWriter(module, module.Name);

    public ISymbolWriter GetSymbolWriter(ModuleDefinition module, Stream symbolStream) => _provider.GetSymbolWriter(module, symbolStream);
}
