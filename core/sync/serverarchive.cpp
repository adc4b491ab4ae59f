// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverarchive.h"

#include "core/sync/postgresprogram.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>

#include <map>

namespace updesk
{

static const QString kName = QStringLiteral("updesk-base-"), kStamp = QStringLiteral("yyyyMMdd-HHmmss");
static constexpr qsizetype kTimeline = 8; // digits; a segment's name goes on with its place
static constexpr char kArchiver[] =
    "SELECT current_setting('archive_mode'), last_failed_time IS NOT NULL AND (last_archived_time IS NULL OR"
    " last_failed_time>last_archived_time) FROM pg_stat_archiver";

static Error failed(const QString &path, const char *why)
{
    return {Error::Code::Failed, path, QString::fromLatin1(why)};
}

// "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)"
static QByteArray firstSegmentOf(const QString &folder)
{
    static const QRegularExpression form(
        QStringLiteral("^START WAL LOCATION: .* \\(file ([0-9A-F]{24})\\)"), QRegularExpression::MultilineOption);
    QFile label(folder + QStringLiteral("/backup_label"));
    if (!label.open(QIODevice::ReadOnly))
        return {};
    return form.match(QString::fromUtf8(label.read(4096))).captured(1).toLatin1();
}

static std::vector<BaseBackup> basesIn(const QString &folder)
{
    std::vector<BaseBackup> bases;
    const QStringList names = QDir(folder).entryList({kName + u'*'}, QDir::Dirs, QDir::Name);
    for (const QString &name : names) {
        QDateTime at = QDateTime::fromString(name.mid(kName.size()), kStamp);
        at.setTimeSpec(Qt::UTC);
        BaseBackup base{QDir(folder).filePath(name), at.isValid() ? at.toMSecsSinceEpoch() : 0, {}};
        base.first = firstSegmentOf(base.folder);
        if (at.isValid() && !base.first.isEmpty())
            bases.push_back(base);
    }
    return bases;
}

namespace
{

/// A segment's place in the log, whichever timeline it is of.
struct Place {
    qint64 number = -1; ///< -1: the name is none of a segment
    QByteArray timeline;
};

/// `inLog`: segments to 4 GB of the log.
Place placeOf(const QString &name, qint64 inLog)
{
    static const QRegularExpression form(QStringLiteral("^[0-9A-F]{24}$"));
    if (!form.match(name).hasMatch())
        return {};
    const QByteArray text = name.toLatin1();
    return {text.mid(kTimeline, 8).toLongLong(nullptr, 16) * inLog + text.mid(16).toLongLong(nullptr, 16),
        text.left(kTimeline)};
}

QByteArray nameOf(const Place &place, qint64 inLog)
{
    const auto hex = [](qint64 number) { return QByteArray::number(number, 16).toUpper().rightJustified(8, '0'); };
    return place.timeline + hex(place.number / inLog) + hex(place.number % inLog);
}

/// The archived segments by their place, with when each came.
struct Segments {
    qint64 inLog = 256;
    std::map<qint64, std::pair<QByteArray, Time>> all; ///< of several timelines the newest
};

Segments segmentsIn(const QString &wal)
{
    constexpr qint64 kLog = qint64(1) << 32;
    Segments segments;
    const QFileInfoList files = QDir(wal).entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) { // one size for a server's whole life, 16 MB unless somebody chose another
        if (placeOf(file.fileName(), 1).number >= 0 && file.size() > 0) {
            segments.inLog = std::max<qint64>(1, kLog / file.size());
            break;
        }
    }
    for (const QFileInfo &file : files) {
        const Place place = placeOf(file.fileName(), segments.inLog);
        if (place.number >= 0)
            segments.all[place.number] = {file.fileName().toLatin1(), file.lastModified().toMSecsSinceEpoch()};
    }
    return segments;
}

std::vector<WalHole> holesIn(const Segments &segments, const BaseBackup &from)
{
    std::vector<WalHole> holes;
    Place next = placeOf(QString::fromLatin1(from.first), segments.inLog);
    Time before = from.at;
    for (const auto &[number, segment] : segments.all) {
        if (number < next.number)
            continue;
        if (number > next.number) {
            const Place last{number - 1, next.timeline};
            holes.push_back({nameOf(next, segments.inLog), nameOf(last, segments.inLog), before});
        }
        next = {number + 1, segment.first.left(kTimeline)};
        before = segment.second;
    }
    return holes;
}

} // namespace

Result<ServerArchive> readArchive(const QString &folder, const QString &wal)
{
    for (const QString &one : {folder, wal}) {
        if (!QFileInfo(one).isDir())
            return Error{Error::Code::NotFound, one, {}};
    }
    ServerArchive archive;
    archive.bases = basesIn(folder);
    const Segments segments = segmentsIn(wal);
    if (!segments.all.empty())
        std::tie(archive.newest, archive.upTo) = segments.all.rbegin()->second;
    if (!archive.bases.empty())
        archive.holes = holesIn(segments, archive.bases.front());
    return archive;
}

Result<Pruned> pruneArchive(const QString &folder, const QString &wal, Time now, int days)
{
    const auto archive = readArchive(folder, wal);
    if (!archive)
        return archive.error();
    const Time oldest = now - days * kDay;
    const auto &bases = archive->bases;
    size_t keep = 0; // the newest before these days, or the first of all
    while (keep + 1 < bases.size() && bases[keep + 1].at <= oldest)
        ++keep;
    Pruned gone;
    if (bases.empty() || bases[keep].at > oldest)
        return gone;
    for (size_t i = 0; i < keep; ++i) {
        if (!QDir(bases[i].folder).removeRecursively())
            return failed(bases[i].folder, "not_removed");
        ++gone.bases;
    }
    const Segments segments = segmentsIn(wal);
    const qint64 first = placeOf(QString::fromLatin1(bases[keep].first), segments.inLog).number;
    static const QRegularExpression form(QStringLiteral("^[0-9A-F]{24}(\\.[0-9A-F]{8}\\.backup)?$"));
    const QStringList names = QDir(wal).entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const bool isOurs = form.match(name).hasMatch();
        if (!isOurs || placeOf(name.left(24), segments.inLog).number >= first)
            continue;
        if (!QFile::remove(QDir(wal).filePath(name)))
            return failed(QDir(wal).filePath(name), "not_removed");
        ++gone.segments;
    }
    return gone;
}

static Result<Archiving> archivingOf(const Pg::Options &administrator)
{
    const auto pg = Pg::open(administrator);
    if (!pg)
        return pg.error();
    const auto state = (*pg)->query(kArchiver);
    if (!state)
        return state.error();
    if (state->text(0, 0) == QLatin1String("off"))
        return Archiving::Off;
    return state->flag(0, 1) ? Archiving::Fails : Archiving::Works;
}

static qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

Result<MadeBase> backUpBase(const Pg::Options &administrator, const QString &folder, Time now)
{
    if (!QDir().mkpath(folder))
        return failed(folder, "not_made");
    const auto archiving = archivingOf(administrator);
    if (!archiving)
        return archiving.error();
    const QString whole = QDir(folder).filePath(kName + QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(kStamp));
    const QString part = whole + QStringLiteral(".part");
    if (QFileInfo::exists(whole))
        return failed(whole, "not_made");
    QDir(part).removeRecursively(); // of a run that was cut off
    auto done = runPostgres("pg_basebackup", administrator,
        {QStringLiteral("--pgdata=") + part, QStringLiteral("--format=plain"), QStringLiteral("--wal-method=stream"),
            QStringLiteral("--checkpoint=fast")});
    if (done && !QDir().rename(part, whole))
        done = failed(whole, "not_written");
    if (!done) {
        QDir(part).removeRecursively();
        return done.error();
    }
    return MadeBase{{whole, now - now % kSecond, firstSegmentOf(whole)}, bytesIn(whole), *archiving};
}

} // namespace updesk
