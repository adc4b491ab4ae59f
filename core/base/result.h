// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace updesk
{

/// What went wrong, for code and log; the words a person reads are made in ui (sentence()).
struct Error {
    enum class Code { Invalid, NotFound, Duplicate, Conflict, Denied, Busy, Offline, Damaged, TooNew, Failed };
    Code code = Code::Failed;
    QString subject; ///< field, file or record
    QString detail; ///< for the log only; never a customer's data
};

/// A value or the Error that stands in its place; named like std::expected.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_value(std::in_place, std::move(value)) { }
    Result(Error error) : m_error(std::move(error)) { }
    explicit operator bool() const { return m_value.has_value(); }
    T &operator*() { return *m_value; }
    const T &operator*() const { return *m_value; }
    T *operator->() { return &*m_value; }
    const T *operator->() const { return &*m_value; }
    const Error &error() const { return m_error; }

private:
    std::optional<T> m_value;
    Error m_error;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }
    explicit operator bool() const { return !m_error; }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace updesk
