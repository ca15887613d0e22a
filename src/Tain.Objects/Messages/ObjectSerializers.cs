using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Tain;

// Enters this floor's messages and the references to networked objects into Writer<T> and Reader<T>, as a woven assembly does for its own types.
internal static class ObjectSerializers
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tables must be full before a game's own module initializer can refer to them, and nobody may have to call an Init method.")]
    internal static void Register()
    {
        RegisterReferences();
        RegisterSession();
        RegisterSpawning();
        RegisterState();
    }

    private static void RegisterReferences()
    {
        Writer<NetworkIdentity?>.write = ObjectWriterExtensions.WriteNetworkIdentity;
        Reader<NetworkIdentity?>.read = ObjectReaderExtensions.ReadNetworkIdentity;
        Writer<NetworkBehaviour?>.write = ObjectWriterExtensions.WriteNetworkBehaviour;
        Reader<NetworkBehaviour?>.read = ObjectReaderExtensions.ReadNetworkBehaviour;
        Writer<GameObject?>.write = ObjectWriterExtensions.WriteGameObject;
        Reader<GameObject?>.read = ObjectReaderExtensions.ReadGameObject;
        Writer<Transform?>.write = ObjectWriterExtensions.WriteTransform;
        Reader<Transform?>.read = ObjectReaderExtensions.ReadTransform;
    }

    private static void RegisterSession()
    {
        Writer<ReadyMessage>.write = ReadyMessage.Write;
        Reader<ReadyMessage>.read = ReadyMessage.Read;
        Writer<NotReadyMessage>.write = NotReadyMessage.Write;
        Reader<NotReadyMessage>.read = NotReadyMessage.Read;
        Writer<AddPlayerMessage>.write = AddPlayerMessage.Write;
        Reader<AddPlayerMessage>.read = AddPlayerMessage.Read;
        Writer<SceneMessage>.write = SceneMessage.Write;
        Reader<SceneMessage>.read = SceneMessage.Read;
    }

    private static void RegisterSpawning()
    {
        Writer<ObjectSpawnStartedMessage>.write = ObjectSpawnStartedMessage.Write;
        Reader<ObjectSpawnStartedMessage>.read = ObjectSpawnStartedMessage.Read;
        Writer<ObjectSpawnFinishedMessage>.write = ObjectSpawnFinishedMessage.Write;
        Reader<ObjectSpawnFinishedMessage>.read = ObjectSpawnFinishedMessage.Read;
        Writer<SpawnMessage>.write = SpawnMessage.Write;
        Reader<SpawnMessage>.read = SpawnMessage.Read;
        Writer<ChangeOwnerMessage>.write = ChangeOwnerMessage.Write;
        Reader<ChangeOwnerMessage>.read = ChangeOwnerMessage.Read;
        Writer<ObjectDestroyMessage>.write = ObjectDestroyMessage.Write;
        Reader<ObjectDestroyMessage>.read = ObjectDestroyMessage.Read;
        Writer<ObjectHideMessage>.write = ObjectHideMessage.Write;
        Reader<ObjectHideMessage>.read = ObjectHideMessage.Read;
    }

    private static void RegisterState()
    {
        Writer<CommandMessage>.write = CommandMessage.Write;
        Reader<CommandMessage>.read = CommandMessage.Read;
        Writer<RpcMessage>.write = RpcMessage.Write;
        Reader<RpcMessage>.read = RpcMessage.Read;
        Writer<EntityStateMessage>.write = EntityStateMessage.Write;
        Reader<EntityStateMessage>.read = EntityStateMessage.Read;
        Writer<EntityStateMessageUnreliableBaseline>.write = EntityStateMessageUnreliableBaseline.Write;
        Reader<EntityStateMessageUnreliableBaseline>.read = EntityStateMessageUnreliableBaseline.Read;
        Writer<EntityStateMessageUnreliableDelta>.write = EntityStateMessageUnreliableDelta.Write;
        Reader<EntityStateMessageUnreliableDelta>.read = EntityStateMessageUnreliableDelta.Read;
    }
}
