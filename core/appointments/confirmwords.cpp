// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/confirmwords.h"

#include "core/base/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace updesk
{

static constexpr qsizetype kMostRead = 200; ///< letters; what is longer is no word of consent

static QSet<QString> wordsIn(const QJsonValue &languages)
{
    QSet<QString> words;
    const QJsonObject all = languages.toObject();
    for (const QJsonValue list : all) {
        for (const QJsonValue word : list.toArray())
            words.insert(foldedWords(word.toString()).join(u' '));
    }
    return words;
}

namespace
{

struct ConfirmWords {
    QSet<QString> confirm, yes;
};

const ConfirmWords &confirmWords()
{
    static const ConfirmWords words = [] {
        QFile file(QStringLiteral(":/updesk/appointments/confirmwords.json"));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        ConfirmWords read{wordsIn(all[QLatin1String("confirm")]), wordsIn(all[QLatin1String("yes")])};
        Q_ASSERT(!read.confirm.isEmpty() && !read.yes.isEmpty());
        return read;
    }();
    return words;
}

} // namespace

ConfirmSaid readConfirm(const QString &text)
{
    if (text.size() > kMostRead)
        return ConfirmSaid::Nothing;
    QStringList words = foldedWords(text);
    words.erase(std::unique(words.begin(), words.end()), words.end()); // "Yes yes"
    const QString said = words.join(u' ');
    if (confirmWords().confirm.contains(said))
        return ConfirmSaid::Confirms;
    return confirmWords().yes.contains(said) ? ConfirmSaid::Yes : ConfirmSaid::Nothing;
}

} // namespace updesk
