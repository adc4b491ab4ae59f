// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <array>
#include <compare>
#include <concepts>
#include <optional>
#include <string_view>

namespace updesk
{

/// A UUIDv7 in 16 bytes: made at the desk, in rough order of time, so new rows go to the end of every index.
struct Id {
    std::array<quint8, 16> bytes{};

    auto operator<=>(const Id &) const = default;
    bool isNull() const { return *this == Id{}; }
    void appendHex(QByteArray &out) const;
    QByteArray hex() const;
    static std::optional<Id> fromHex(std::string_view hex); ///< 32 lower-case digits, dashes allowed
};

/// A new UUIDv7 of this moment (RFC 9562): 48 bits of time, 74 of noise. Seeded noise only for sample data.
Id newId(Time now);
Id seededId(Time now, quint64 high, quint64 low);

/// While one lives, newId() on this thread draws its noise from the seed: sample stores are the same byte for byte.
class SeededNoise
{
public:
    explicit SeededNoise(quint64 seed);
    SeededNoise(const SeededNoise &) = delete;
    SeededNoise &operator=(const SeededNoise &) = delete;
    ~SeededNoise();
};

/// A deed's own id ends in two zero bytes; its n-th op carries n there. One index then finds a deed and its ops.
Id newDeedId(Time now);
Id opId(const Id &deed, int ordinal);

/// The n-th id of what `name` names: the same at every desk, so that what two of them do at once is one row. Ids of one
/// name stand together and in order.
Id fixedId(const QByteArray &name, int n);

/// An id that says what it names, so that two kinds cannot be swapped.
template <class Tag>
struct IdOf {
    Id value;
    auto operator<=>(const IdOf &) const = default;
    bool isNull() const { return value.isNull(); }
};

using CustomerId = IdOf<struct CustomerTag>;
using HouseholdId = IdOf<struct HouseholdTag>;
using PhoneId = IdOf<struct PhoneTag>;
using EmailId = IdOf<struct EmailTag>;
using PersonId = IdOf<struct PersonTag>;
using SourceId = IdOf<struct SourceTag>;
using LeadId = IdOf<struct LeadTag>;
using ActivityId = IdOf<struct ActivityTag>;
using TaskId = IdOf<struct TaskTag>;
using OriginalId = IdOf<struct OriginalTag>;
using UnitId = IdOf<struct UnitTag>;
using AppointmentId = IdOf<struct AppointmentTag>;
using DeedId = IdOf<struct DeedTag>;
using RowOnlyId = IdOf<struct RowOnlyTag>; ///< of rows that nothing else points at

template <class T>
concept RowId = requires(const T &id)
{
    {
        id.value
        } -> std::convertible_to<Id>;
};

} // namespace updesk
