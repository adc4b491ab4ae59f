// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <cstring>

namespace updesk
{

void Id::appendHex(QByteArray &out) const
{
    static constexpr char kDigits[] = "0123456789abcdef";
    char text[32];
    for (size_t i = 0; i < 16; ++i) {
        text[2 * i] = kDigits[bytes[i] >> 4];
        text[2 * i + 1] = kDigits[bytes[i] & 15];
    }
    out.append(text, 32);
}

QByteArray Id::hex() const
{
    QByteArray out;
    appendHex(out);
    return out;
}

std::optional<Id> Id::fromHex(std::string_view hex)
{
    Id id;
    size_t n = 0;
    for (char c : hex) {
        if (c == '-')
            continue;
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0 || n == 32)
            return std::nullopt;
        id.bytes[n / 2] = quint8(n % 2 ? id.bytes[n / 2] | digit : digit << 4);
        ++n;
    }
    if (n != 32)
        return std::nullopt;
    return id;
}

Id seededId(Time now, quint64 high, quint64 low)
{
    const quint64 noise[2] = {high, low};
    Id id;
    for (size_t i = 0; i < 6; ++i)
        id.bytes[i] = quint8(now >> (40 - 8 * i));
    std::memcpy(&id.bytes[6], &noise[0], 8);
    std::memcpy(&id.bytes[14], &noise[1], 2);
    id.bytes[6] = quint8(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = quint8(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

// The splitmix64 sequence: the same on every machine.
static quint64 nextNoise(quint64 &state)
{
    quint64 z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static thread_local std::optional<quint64> s_seeded;

SeededNoise::SeededNoise(quint64 seed) { s_seeded = seed; }
SeededNoise::~SeededNoise() { s_seeded.reset(); }

Id newId(Time now)
{
    if (s_seeded) {
        const quint64 high = nextNoise(*s_seeded);
        return seededId(now, high, nextNoise(*s_seeded));
    }
    thread_local QRandomGenerator random = QRandomGenerator::securelySeeded();
    const quint64 high = random.generate64();
    return seededId(now, high, random.generate64());
}

Id newDeedId(Time now) { return opId(newId(now), 0); }

Id fixedId(const QByteArray &name, int n)
{
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256);
    const QByteArray rest = QCryptographicHash::hash(name + '/' + QByteArray::number(n), QCryptographicHash::Sha256);
    Id id;
    std::memcpy(&id.bytes[0], hash.constData(), 6);
    std::memcpy(&id.bytes[8], rest.constData(), 8);
    id.bytes[6] = quint8(0x80 | ((n >> 8) & 0x0f));
    id.bytes[7] = quint8(n);
    id.bytes[8] = quint8(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

Id opId(const Id &deed, int ordinal)
{
    Id id = deed;
    id.bytes[14] = quint8(ordinal >> 8);
    id.bytes[15] = quint8(ordinal);
    return id;
}

} // namespace updesk
