namespace Tain;

/// <summary>An object comes into the sight of a client, or leaves it.</summary>
internal readonly record struct SightChange(DistanceObject Object, NetworkIdentity Identity, DistanceViewer Viewer, bool IsSeen);
