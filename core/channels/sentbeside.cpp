// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sentbeside.h"

#include "core/base/durable.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace updesk
{

static constexpr qsizetype kLongestProvider = 200;

static Error unusable(const QFileDevice &file) { return {Error::Code::Failed, file.fileName(), file.errorString()}; }

// A link to the file has no list of its own.
QString sentBeside(const QString &file)
{
    const QFileInfo info(file);
    const QString real = info.canonicalFilePath();
    return (real.isEmpty() ? info.absoluteFilePath() : real) + QStringLiteral(".sent");
}

static QByteArray lineOf(const BesideNote &beside)
{
    const SendNote &note = beside.note;
    QByteArray line = QByteArray::number(beside.store) + ' ' + QByteArray::number(beside.number) + ' '
        + note.message.hex() + ' ' + QByteArray::number(note.epoch) + ' ' + QByteArray::number(int(note.step)) + ' '
        + QByteArray::number(note.at) + ' ';
    return line + note.provider.simplified().left(kLongestProvider).toUtf8() + '\n';
}

static std::optional<BesideNote> noteIn(const QByteArray &line)
{
    constexpr int kParts = 6;
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() < kParts + 1)
        return std::nullopt;
    BesideNote beside;
    const auto message = Id::fromHex(parts[2].toStdString());
    bool isStore = false, isNumber = false;
    beside.store = parts[0].toLongLong(&isStore);
    beside.number = parts[1].toLongLong(&isNumber);
    const int step = parts[4].toInt();
    if (!isStore || !isNumber || !message || step < 0 || step > int(SendNote::Step::Unsure))
        return std::nullopt;
    const QString provider = QString::fromUtf8(parts.mid(kParts).join(' '));
    beside.note = {*message, parts[3].toLongLong(), SendNote::Step(step), parts[5].toLongLong(), provider};
    return beside;
}

// A line that the power cut off is ended first, so that it takes no other along.
Result<void> addBeside(const QString &file, const BesideNote &note)
{
    QFile list(sentBeside(file));
    const bool isNew = !list.exists();
    if (!list.open(QIODevice::ReadWrite))
        return unusable(list);
    QByteArray line = lineOf(note);
    if (list.size() > 0 && list.seek(list.size() - 1) && list.read(1) != "\n")
        line.prepend('\n');
    if (!list.seek(list.size()) || list.write(line) != line.size() || !list.flush())
        return unusable(list);
    list.close();
    const bool kept =
        forceToDisk(list.fileName()) && (!isNew || forceToDisk(QFileInfo(list.fileName()).absolutePath()));
    return kept ? Result<void>() : unusable(list);
}

Result<std::optional<std::vector<BesideNote>>> notesBeside(const QString &file)
{
    using Notes = std::optional<std::vector<BesideNote>>;
    QFile list(sentBeside(file));
    if (!list.exists())
        return Notes();
    if (!list.open(QIODevice::ReadOnly))
        return unusable(list);
    const QByteArray all = list.readAll();
    if (list.error() != QFileDevice::NoError)
        return unusable(list);
    std::vector<BesideNote> notes;
    const QList<QByteArray> lines = all.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // what stands behind the last end of a line was cut off
        if (const auto note = noteIn(lines[i]))
            notes.push_back(*note);
    }
    return Notes(std::move(notes));
}

Result<void> keepBeside(const QString &file, const std::vector<BesideNote> &notes)
{
    QSaveFile list(sentBeside(file));
    if (!list.open(QIODevice::WriteOnly))
        return unusable(list);
    for (const BesideNote &note : notes)
        list.write(lineOf(note));
    return list.commit() ? Result<void>() : unusable(list);
}

} // namespace updesk
