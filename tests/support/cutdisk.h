// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace updesk
{

/// Every file that SQLite opens while one lives, byte by byte as the disk would hold it: what was synced is safe, what
/// was written since may be there, be missing or be torn when the power goes. One at a time.
class CutDisk
{
public:
    CutDisk();
    ~CutDisk();
    CutDisk(const CutDisk &) = delete;
    CutDisk &operator=(const CutDisk &) = delete;

    struct Write {
        qint64 at = 0; ///< -1: the file is cut to `size`
        qint64 size = 0;
        QByteArray bytes;
    };
    struct File {
        QByteArray safe; ///< at the last sync
        std::vector<Write> since;
    };
    /// All files of this moment, by their paths.
    using Picture = QHash<QString, File>;
    Picture picture() const { return m_files; }

    /// How the disk took what had not been synced.
    enum class Loss {
        Nothing, ///< all was written (the program alone died)
        Everything,
        AfterSome, ///< in order up to a point, the last torn
        Anything, ///< any sector of 512 bytes may be there or not
    };
    static QByteArray afterCut(const File &file, Loss loss, std::mt19937_64 &random);

    /// Called before each write and sync, with its number.
    std::function<void(int)> onStep = [](int) {};

private:
    friend struct CutFile;
    void step() { onStep(++m_steps); }
    QHash<QString, File> m_files;
    int m_steps = 0;
};

} // namespace updesk
