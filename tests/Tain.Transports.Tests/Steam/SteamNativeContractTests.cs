using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>The contract of all transports, through the native functions and layouts, on a library of C that stands in for Steam's.</summary>
[Collection(SteamNativeCollection.Name)]
public class SteamNativeContractTests(SteamNativeLibrary library) : TransportContract, IClassFixture<SteamNativeLibrary>
{
    protected override TransportSubject CreateSubject() => new Subject(library);

    private sealed class Subject(SteamNativeLibrary library) : TransportSubject
    {
        public override Transport Transport { get; } = new SteamTransport { LibraryPath = library.Path };

        public override string WhyNoForeignBytes => "As in SteamSubject; this stand-in has no network at all.";

        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"steam://{FakeSteam.NobodysId}"));

        protected override void Dispose(bool disposing)
        {
            if (disposing) Assert.Equal(0, library.Lent);
        }
    }
}
