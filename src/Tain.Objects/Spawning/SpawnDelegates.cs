using System.Numerics;

namespace Tain;

/// <summary>Makes the object of a spawn on a client, in place of instantiating a prefab.</summary>
/// <param name="position">Where it appears.</param>
/// <param name="assetId">Which prefab the server named.</param>
/// <returns>An object with a NetworkIdentity.</returns>
public delegate GameObject? SpawnDelegate(Vector3 position, uint assetId);

/// <summary>Makes the object of a spawn on a client, in place of instantiating a prefab.</summary>
/// <param name="msg">The spawn message. Its payload is valid during the call.</param>
/// <returns>An object with a NetworkIdentity.</returns>
public delegate GameObject? SpawnHandlerDelegate(SpawnMessage msg);

/// <summary>Takes back an object that a spawn handler made.</summary>
/// <param name="spawned">The object.</param>
public delegate void UnSpawnDelegate(GameObject spawned);
