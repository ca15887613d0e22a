using Tain;

namespace RigGame;

public class SyncNoFields : NetworkBehaviour;
