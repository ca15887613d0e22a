using System.Reflection;
using Tain.Transports.Contract;

namespace Tain.Transports;

/// <summary>The contract's tests say which promise they are about, so that tools/contract-matrix.sh can draw the table of transports and cases.</summary>
public class ContractCasesTests
{
    private static readonly string[] s_cases =
    [
        "connect", "order", "limits", "both channels", "big messages", "disconnect by the server", "disconnect by the client", "restart", "flood", "slow reader", "half-open peer", "garbage",
    ];

    [Fact]
    public void EveryTestOfTheContractIsAboutOneCaseAndEveryCaseHasATest()
    {
        MethodInfo[] tests = [.. typeof(TransportContract).GetMethods().Where(method => method.GetCustomAttributes<FactAttribute>().Any())];
        string[] found = [.. tests.Select(test => Assert.Single(CasesOf(test)))];
        Assert.Equal(s_cases.Order(), found.Distinct().Order());
    }

    private static IEnumerable<string> CasesOf(MethodInfo test) =>
        test.CustomAttributes.Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && (string?)attribute.ConstructorArguments[0].Value == "Case")
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!);
}
