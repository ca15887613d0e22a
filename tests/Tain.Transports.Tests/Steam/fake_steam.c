/*
 * A stand-in for Steam's library and for GameNetworkingSockets: the flat functions that the transport uses, with Valve's layouts as a C compiler lays them out,
 * and behind them one process with its listeners and connections. Written for the tests of Tain; nothing of Valve's is in it.
 * -DOPEN gives the names of GameNetworkingSockets, otherwise those of Steam.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
#define LARGEST (512 * 1024)
#define RECEIVE_BUFFER (1024 * 1024)

#pragma pack(push, 1)
typedef struct { uint8_t ip[16]; uint16_t port; } Address;
typedef struct { int type; int size; union { uint64_t steam; Address ip; uint32_t reserved[32]; }; } Identity;
#pragma pack(pop)

#if defined(_WIN32)
#pragma pack(push, 8)
#else
#pragma pack(push, 4)
#endif
typedef struct {
    Identity remote; int64_t user; uint32_t listener; Address address; uint16_t pad; uint32_t pop, relay;
    int state, end; char endText[128]; char description[128]; int flags; uint32_t reserved[63];
} Info;
typedef struct { uint32_t connection; Info info; int before; } Report;
#pragma pack(pop)

typedef struct Message {
    void *data; int size; uint32_t connection; Identity peer; int64_t user, at, number;
    void (*freeData)(struct Message *); void (*release)(struct Message *); int channel, flags; int64_t user2; uint16_t lane, pad;
} Message;
typedef struct { int setting, type; union { int32_t i; int64_t l; void *p; } value; } Option;

_Static_assert(sizeof(Identity) == 136, "identity");
_Static_assert(sizeof(Address) == 18, "address");
_Static_assert(sizeof(Info) == 696, "info");
#if defined(_WIN32)
_Static_assert(sizeof(Report) == 712, "report");
#else
_Static_assert(sizeof(Report) == 704, "report");
#endif
_Static_assert(sizeof(Message) == 216, "message");
_Static_assert(sizeof(Option) == 16, "option");

typedef void (*Callback)(Report *);
typedef struct Node { Message *message; struct Node *next; } Node;
typedef struct Line {
    uint32_t handle, listener, group; struct Line *other; int state, end; char text[128]; Identity remote; Address address;
    Callback callback; int sendBuffer; Node *first, *last; int bytes; bool unreachable; struct Line *next;
} Line;
typedef struct Listener { uint32_t handle; bool isIp; int port; Callback callback; int sendBuffer; struct Listener *next; } Listener;
typedef struct Pending { Callback callback; Report report; struct Pending *next; } Pending;

static Line *lines;
static Listener *listeners;
static Pending *pendingFirst, *pendingLast;
static uint32_t lastHandle = 500;
static int lent;
static int started = 1;
static int optionsSeen[256];
static const uint64_t ownId = 76561197960287930ULL;

static Line *find(uint32_t handle) { for (Line *l = lines; l; l = l->next) if (l->handle == handle) return l; return NULL; }

static void fill(Line *l, Info *info) {
    memset(info, 0, sizeof *info);
    info->remote = l->remote; info->listener = l->listener; info->address = l->address; info->state = l->state; info->end = l->end;
    memcpy(info->endText, l->text, sizeof l->text);
    memset(info->reserved, 0xee, sizeof info->reserved);
}

static void change(Line *l, int state) {
    Pending *p = calloc(1, sizeof *p);
    p->callback = l->callback; p->report.connection = l->handle; p->report.before = l->state;
    l->state = state;
    fill(l, &p->report.info);
    if (pendingLast) pendingLast->next = p; else pendingFirst = p;
    pendingLast = p;
}

static void readOptions(int count, const Option *o, Callback *callback, int *sendBuffer) {
    *callback = NULL; *sendBuffer = 524288;
    for (int i = 0; i < count; i++) {
        if (o[i].setting == 201 && o[i].type == 5) *callback = (Callback)o[i].value.p;
        if (o[i].setting == 9 && o[i].type == 1) *sendBuffer = o[i].value.i;
        if (o[i].setting >= 0 && o[i].setting < 256 && o[i].type == 1) optionsSeen[o[i].setting] = o[i].value.i;
    }
}

static uint32_t listenOn(bool isIp, int port, int count, const Option *o) {
    if (isIp && port == 0) port = 21000 + (int)lastHandle;
    for (Listener *l = listeners; l; l = l->next) if (l->isIp == isIp && l->port == port) return 0;
    Listener *l = calloc(1, sizeof *l);
    l->handle = ++lastHandle; l->isIp = isIp; l->port = port; l->next = listeners; listeners = l;
    readOptions(count, o, &l->callback, &l->sendBuffer);
    return l->handle;
}

static Line *addLine(uint32_t listener, Callback callback, int sendBuffer) {
    Line *l = calloc(1, sizeof *l);
    l->handle = ++lastHandle; l->listener = listener; l->callback = callback; l->sendBuffer = sendBuffer; l->next = lines; lines = l;
    return l;
}

static uint32_t connectTo(Listener *listener, bool reachable, Identity remote, Identity from, Address address, int count, const Option *o) {
    Callback callback; int sendBuffer;
    readOptions(count, o, &callback, &sendBuffer);
    Line *client = addLine(0, callback, sendBuffer);
    client->remote = remote; client->address = address; client->unreachable = !reachable;
    change(client, 1);
    if (reachable) {
        Line *server = addLine(listener->handle, listener->callback, listener->sendBuffer);
        server->remote = from; server->address = address; server->other = client; client->other = server;
        change(server, 1);
    }
    return client->handle;
}

static void releaseMessage(Message *m) { lent--; free(m->data); free(m); }

static int take(Line *l, Message **out, int max) {
    int count = 0;
    while (count < max && l->first) {
        Node *n = l->first;
        l->first = n->next; if (!l->first) l->last = NULL;
        l->bytes -= n->message->size;
        out[count++] = n->message;
        lent++;
        free(n);
    }
    return count;
}

static void drop(Line *l) {
    while (l->first) { Node *n = l->first; l->first = n->next; free(n->message->data); free(n->message); free(n); }
    l->last = NULL;
    for (Line **p = &lines; *p; p = &(*p)->next) if (*p == l) { *p = l->next; break; }
    free(l);
}

EXPORT uint32_t SteamAPI_ISteamNetworkingSockets_CreateListenSocketIP(void *self, const Address *a, int n, const Option *o) { (void)self; return listenOn(true, a->port, n, o); }
EXPORT uint32_t SteamAPI_ISteamNetworkingSockets_CreateListenSocketP2P(void *self, int port, int n, const Option *o) { (void)self; return listenOn(false, port, n, o); }

EXPORT uint32_t SteamAPI_ISteamNetworkingSockets_ConnectByIPAddress(void *self, const Address *a, int n, const Option *o) {
    (void)self;
    Identity who; memset(&who, 0, sizeof who); who.type = 1; who.size = sizeof(Address); who.ip = *a;
    for (Listener *l = listeners; l; l = l->next) if (l->isIp && l->port == a->port) return connectTo(l, true, who, who, *a, n, o);
    return connectTo(NULL, false, who, who, *a, n, o);
}

EXPORT uint32_t SteamAPI_ISteamNetworkingSockets_ConnectP2P(void *self, const Identity *to, int port, int n, const Option *o) {
    (void)self;
    Identity from; memset(&from, 0, sizeof from); from.type = 16; from.size = 8; from.steam = ownId;
    Address none; memset(&none, 0, sizeof none);
    if (to->type != 16 || to->size != 8) return 0;
    for (Listener *l = listeners; l; l = l->next) if (!l->isIp && l->port == port && to->steam == ownId) return connectTo(l, true, *to, from, none, n, o);
    return connectTo(NULL, false, *to, from, none, n, o);
}

EXPORT int SteamAPI_ISteamNetworkingSockets_AcceptConnection(void *self, uint32_t h) {
    (void)self;
    Line *l = find(h);
    if (!l) return 8;
    if (l->state != 1 || !l->other) return 11;
    change(l->other, 2); change(l, 2); change(l->other, 3); change(l, 3);
    return 1;
}

EXPORT bool SteamAPI_ISteamNetworkingSockets_CloseConnection(void *self, uint32_t h, int reason, const char *text, bool linger) {
    (void)self; (void)linger;
    Line *l = find(h);
    if (!l) return false;
    Line *other = l->other;
    change(l, 0);
    if (other) {
        other->other = NULL;
        if (other->state != 4 && other->state != 5) {
            other->end = reason ? reason : 1000;
            strncpy(other->text, text ? text : "", sizeof other->text - 1);
            change(other, 4);
        }
    }
    drop(l);
    return true;
}

EXPORT bool SteamAPI_ISteamNetworkingSockets_CloseListenSocket(void *self, uint32_t h) {
    for (Line *l = lines; l;) { Line *next = l->next; if (l->listener == h) { SteamAPI_ISteamNetworkingSockets_CloseConnection(self, l->handle, 0, "", false); next = lines; } l = next; }
    for (Listener **p = &listeners; *p; p = &(*p)->next) if ((*p)->handle == h) { Listener *l = *p; *p = l->next; free(l); return true; }
    return false;
}

EXPORT int SteamAPI_ISteamNetworkingSockets_SendMessageToConnection(void *self, uint32_t h, const void *data, uint32_t size, int flags, int64_t *number) {
    (void)self; (void)number;
    Line *l = find(h);
    if (size > LARGEST) return 8;
    if (!l || l->state != 3 || !l->other) return 3;
    if (l->other->bytes - RECEIVE_BUFFER + (int)size > l->sendBuffer) return 25;
    Message *m = calloc(1, sizeof *m);
    m->data = malloc(size ? size : 1); memcpy(m->data, data, size);
    m->size = (int)size; m->connection = l->other->handle; m->flags = flags & 8; m->release = releaseMessage; m->channel = -1; m->lane = 77;
    memset(&m->peer, 0x55, sizeof m->peer);
    Node *n = calloc(1, sizeof *n);
    n->message = m;
    if (l->other->last) l->other->last->next = n; else l->other->first = n;
    l->other->last = n;
    l->other->bytes += (int)size;
    return 1;
}

EXPORT int SteamAPI_ISteamNetworkingSockets_FlushMessagesOnConnection(void *self, uint32_t h) { (void)self; return find(h) ? 1 : 8; }

EXPORT int SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnConnection(void *self, uint32_t h, Message **out, int max) {
    (void)self;
    Line *l = find(h);
    return l ? take(l, out, max) : -1;
}

EXPORT int SteamAPI_ISteamNetworkingSockets_ReceiveMessagesOnPollGroup(void *self, uint32_t group, Message **out, int max) {
    (void)self;
    int count = 0;
    for (Line *l = lines; l; l = l->next) if (l->group == group) count += take(l, out + count, max - count);
    return count;
}

EXPORT bool SteamAPI_ISteamNetworkingSockets_GetConnectionInfo(void *self, uint32_t h, Info *info) {
    (void)self;
    Line *l = find(h);
    if (l) fill(l, info);
    return l != NULL;
}

EXPORT bool SteamAPI_ISteamNetworkingSockets_GetListenSocketAddress(void *self, uint32_t h, Address *a) {
    (void)self;
    for (Listener *l = listeners; l; l = l->next) if (l->handle == h && l->isIp) { memset(a, 0, sizeof *a); a->port = (uint16_t)l->port; return true; }
    return false;
}

EXPORT bool SteamAPI_ISteamNetworkingSockets_GetIdentity(void *self, Identity *i) { (void)self; memset(i, 0, sizeof *i); i->type = 16; i->size = 8; i->steam = ownId; return true; }
EXPORT uint32_t SteamAPI_ISteamNetworkingSockets_CreatePollGroup(void *self) { (void)self; return ++lastHandle; }
EXPORT bool SteamAPI_ISteamNetworkingSockets_DestroyPollGroup(void *self, uint32_t group) { (void)self; for (Line *l = lines; l; l = l->next) if (l->group == group) l->group = 0; return true; }
EXPORT bool SteamAPI_ISteamNetworkingSockets_SetConnectionPollGroup(void *self, uint32_t h, uint32_t group) { (void)self; Line *l = find(h); if (l) l->group = group; return l != NULL; }

EXPORT void SteamAPI_ISteamNetworkingSockets_RunCallbacks(void *self) {
    (void)self;
    for (Line *l = lines; l; l = l->next) if (l->unreachable && l->state == 1) { l->end = 5003; strcpy(l->text, "Nobody\x01 is there"); change(l, 5); }
    while (pendingFirst) {
        Pending *p = pendingFirst;
        pendingFirst = p->next; if (!pendingFirst) pendingLast = NULL;
        if (p->callback) p->callback(&p->report);
        free(p);
    }
}

EXPORT void SteamAPI_SteamNetworkingMessage_t_Release(Message *m) { m->release(m); }

#ifdef OPEN
EXPORT bool GameNetworkingSockets_Init(const Identity *who, char (*error)[1024]) {
    if (who != NULL) return false;
    if (!started) strcpy(*error, "no luck");
    return started;
}
EXPORT void *SteamAPI_SteamNetworkingSockets_v009(void) { return &lines; }
#else
EXPORT void *SteamAPI_SteamNetworkingSockets_SteamAPI_v012(void) { return started ? &lines : NULL; }
EXPORT void *SteamAPI_SteamNetworkingSockets_SteamAPI_v009(void) { return NULL; }
#endif

/* For the tests only. */
EXPORT int fake_lent(void) { return lent; }
EXPORT int fake_option(int setting) { return optionsSeen[setting]; }
EXPORT void fake_set_started(int is) { started = is; }
