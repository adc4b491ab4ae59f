// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace updesk
{

/// A store file that is made beside its final place and moved there when it is complete, so that nobody ever sees half
/// of one. What was not kept is removed.
class NewFile
{
public:
    /// Duplicate: something is at `path` already. NotFound: its folder cannot be made.
    static Result<NewFile> at(const QString &path);
    NewFile(NewFile &&other) noexcept;
    NewFile &operator=(NewFile &&) = delete;
    ~NewFile();

    const QString &path() const { return m_making; } ///< where to write it
    Result<void> keep(); ///< every connection to it must be closed

private:
    explicit NewFile(const QString &path);
    QString m_path, m_making;
};

} // namespace updesk
