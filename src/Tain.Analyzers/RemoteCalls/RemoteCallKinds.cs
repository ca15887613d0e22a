using Microsoft.CodeAnalysis;
using Tain.Analyzers.Symbols;

namespace Tain.Analyzers.RemoteCalls;

/// <summary>Which remote call a method is, by its attribute.</summary>
internal static class RemoteCallKinds
{
    public static RemoteCallKind? Of(IMethodSymbol method, TainSymbols tain, out bool isAmbiguous)
    {
        isAmbiguous = false;
        RemoteCallKind? kind = null;
        for (int i = 0; i < tain.RemoteCalls.Length; i++)
        {
            if (method.Find(tain.RemoteCalls[i]) == null) continue;
            if (kind == null) kind = (RemoteCallKind)i;
            else isAmbiguous = true;
        }
        return kind;
    }
}
