// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cutdisk.h"

#include <QFile>
#include <QtGlobal>

#include <sqlite3.h>

#include <algorithm>

namespace updesk
{

static CutDisk *s_disk = nullptr;
static sqlite3_vfs *s_real = nullptr, *s_usual = nullptr;
static sqlite3_vfs s_own;

/// A file of SQLite's with the real one behind it.
struct CutFile {
    sqlite3_file base;
    sqlite3_file *real;
    QString *path; ///< nullptr: not one whose bytes matter

    static CutFile *of(sqlite3_file *file) { return reinterpret_cast<CutFile *>(file); }
    static sqlite3_file *behind(sqlite3_file *file) { return of(file)->real; }
    static CutDisk::File *kept(sqlite3_file *file)
    {
        const CutFile *own = of(file);
        if (!own->path || !s_disk)
            return nullptr;
        s_disk->step();
        return &s_disk->m_files[*own->path];
    }
    static int close(sqlite3_file *file)
    {
        delete of(file)->path;
        return behind(file)->pMethods->xClose(behind(file));
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
    {
        if (CutDisk::File *kept = CutFile::kept(file))
            kept->since.push_back({at, size, QByteArray(static_cast<const char *>(bytes), size)});
        return behind(file)->pMethods->xWrite(behind(file), bytes, size, at);
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        if (CutDisk::File *kept = CutFile::kept(file))
            kept->since.push_back({-1, size, {}});
        return behind(file)->pMethods->xTruncate(behind(file), size);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        const int code = behind(file)->pMethods->xSync(behind(file), flags);
        if (CutDisk::File *kept = CutFile::kept(file); kept && code == SQLITE_OK) {
            std::mt19937_64 none;
            kept->safe = CutDisk::afterCut(*kept, CutDisk::Loss::Nothing, none);
            kept->since.clear();
        }
        return code;
    }
    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags);
};

static const sqlite3_io_methods s_methods = {3, CutFile::close,
    [](sqlite3_file *f, void *to, int size, sqlite3_int64 at) {
        return CutFile::behind(f)->pMethods->xRead(CutFile::behind(f), to, size, at);
    },
    CutFile::write, CutFile::truncate, CutFile::sync,
    [](sqlite3_file *f, sqlite3_int64 *size) {
        return CutFile::behind(f)->pMethods->xFileSize(CutFile::behind(f), size);
    },
    [](sqlite3_file *f, int lock) { return CutFile::behind(f)->pMethods->xLock(CutFile::behind(f), lock); },
    [](sqlite3_file *f, int lock) { return CutFile::behind(f)->pMethods->xUnlock(CutFile::behind(f), lock); },
    [](sqlite3_file *f, int *out) { return CutFile::behind(f)->pMethods->xCheckReservedLock(CutFile::behind(f), out); },
    [](sqlite3_file *f, int what, void *arg) {
        return CutFile::behind(f)->pMethods->xFileControl(CutFile::behind(f), what, arg);
    },
    [](sqlite3_file *f) { return CutFile::behind(f)->pMethods->xSectorSize(CutFile::behind(f)); },
    // No promise of the disk's own is relied upon.
    [](sqlite3_file *) { return 0; },
    [](sqlite3_file *f, int page, int size, int extend, void volatile **out) {
        return CutFile::behind(f)->pMethods->xShmMap(CutFile::behind(f), page, size, extend, out);
    },
    [](sqlite3_file *f, int offset, int n, int flags) {
        return CutFile::behind(f)->pMethods->xShmLock(CutFile::behind(f), offset, n, flags);
    },
    [](sqlite3_file *f) { CutFile::behind(f)->pMethods->xShmBarrier(CutFile::behind(f)); },
    [](sqlite3_file *f, int drop) { return CutFile::behind(f)->pMethods->xShmUnmap(CutFile::behind(f), drop); },
    [](sqlite3_file *f, sqlite3_int64 at, int size, void **out) {
        return CutFile::behind(f)->pMethods->xFetch(CutFile::behind(f), at, size, out);
    },
    [](sqlite3_file *f, sqlite3_int64 at, void *page) {
        return CutFile::behind(f)->pMethods->xUnfetch(CutFile::behind(f), at, page);
    }};

int CutFile::open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    CutFile *own = of(file);
    own->base.pMethods = nullptr;
    own->path = nullptr;
    own->real = reinterpret_cast<sqlite3_file *>(own + 1);
    const int code = s_real->xOpen(s_real, name, own->real, flags, outFlags);
    if (!own->real->pMethods)
        return code;
    own->base.pMethods = &s_methods;
    if (name && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) && s_disk) {
        own->path = new QString(QString::fromUtf8(name));
        QFile before(*own->path);
        CutDisk::File &kept = s_disk->m_files[*own->path];
        if (kept.safe.isEmpty() && kept.since.empty() && before.open(QIODevice::ReadOnly))
            kept.safe = before.readAll();
    }
    return code;
}

CutDisk::CutDisk()
{
    s_usual = sqlite3_vfs_find(nullptr);
    s_real = sqlite3_vfs_find("unix"); // below whatever an encrypting SQLite puts over it
    if (s_disk || !s_real)
        qFatal("no disk to cut");
    s_disk = this;
    s_own = *s_real;
    s_own.pNext = nullptr;
    s_own.zName = "updesk-cut";
    s_own.szOsFile = int(sizeof(CutFile)) + s_real->szOsFile;
    s_own.xOpen = CutFile::open;
    sqlite3_vfs_register(&s_own, 1);
}

CutDisk::~CutDisk()
{
    sqlite3_vfs_unregister(&s_own);
    sqlite3_vfs_register(s_usual, 1);
    s_disk = nullptr;
}

static void put(QByteArray &file, qint64 at, QByteArrayView bytes)
{
    if (file.size() < at + bytes.size())
        file.append(at + bytes.size() - file.size(), '\0');
    std::ranges::copy(bytes, file.begin() + at);
}

QByteArray CutDisk::afterCut(const File &file, Loss loss, std::mt19937_64 &random)
{
    constexpr qint64 kSector = 512;
    QByteArray bytes = file.safe;
    if (loss == Loss::Everything)
        return bytes;
    const size_t whole = loss == Loss::AfterSome && !file.since.empty() ? random() % file.since.size() : SIZE_MAX;
    for (size_t i = 0; i < file.since.size(); ++i) {
        const Write &write = file.since[i];
        if (write.at < 0) {
            if (loss != Loss::Anything || random() % 2)
                bytes.truncate(write.size);
            if (i == whole)
                break;
            continue;
        }
        if (i == whole) {
            put(bytes, write.at, QByteArrayView(write.bytes).first(qsizetype(random() % quint64(write.size + 1))));
            break;
        }
        for (qint64 from = 0; from < write.size;) {
            const qint64 end = std::min(write.size, ((write.at + from) / kSector + 1) * kSector - write.at);
            if (loss != Loss::Anything || random() % 2)
                put(bytes, write.at + from, QByteArrayView(write.bytes).sliced(from, end - from));
            from = end;
        }
    }
    return bytes;
}

} // namespace updesk
