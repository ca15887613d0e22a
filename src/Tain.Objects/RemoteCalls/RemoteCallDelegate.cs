using System.ComponentModel;

namespace Tain;

/// <summary>Reads the parameters of a remote call and runs the user's code. The weaver makes one per remote call.</summary>
/// <param name="self">The component called.</param>
/// <param name="reader">Stands at the first parameter.</param>
/// <param name="sender">The client that called a Command; null for an Rpc.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RemoteCallDelegate(NetworkBehaviour self, NetworkReader reader, NetworkConnectionToClient? sender);
