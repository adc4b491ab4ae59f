// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/tone.h"

#include "core/base/text.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <vector>

namespace updesk
{

namespace
{

constexpr qsizetype kMostRead = 20'000; ///< letters
constexpr qsizetype kDenies = 4; ///< so many words before a phrase one may deny it: "no need to call asap"

struct Phrase {
    QStringList words;
    int tone = 0;
};

struct ToneWords {
    QHash<QString, std::vector<Phrase>> phrases; ///< by their first word
    QSet<QString> negations, seams;
};

template <class F>
void eachIn(const QJsonValue &languages, F &&take)
{
    const QJsonObject all = languages.toObject();
    for (const QJsonValue list : all) {
        for (const QJsonValue word : list.toArray())
            take(foldedWords(word.toString()));
    }
}

const ToneWords &toneWords()
{
    static const ToneWords words = [] {
        QFile file(QStringLiteral(":/updesk/leads/tonewords.json"));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        ToneWords read;
        const auto phrases = [&](const char *key, int tone) {
            eachIn(all[QLatin1String(key)], [&](const QStringList &phrase) {
                if (!phrase.isEmpty())
                    read.phrases[phrase.first()].push_back({phrase, tone});
            });
        };
        phrases("angry", ToneAngry);
        phrases("urgent", ToneUrgent);
        eachIn(all[QLatin1String("negations")], [&](const QStringList &w) { read.negations.insert(w.join(u' ')); });
        eachIn(all[QLatin1String("seams")], [&](const QStringList &w) { read.seams.insert(w.join(u' ')); });
        Q_ASSERT(!read.phrases.isEmpty() && !read.negations.isEmpty() && !read.seams.isEmpty());
        return read;
    }();
    return words;
}

bool isEnd(QChar c)
{
    return c == u'.' || c == u',' || c == u';' || c == u':' || c == u'!' || c == u'?' || c == u'\n' || c == u'\r'
        || c == u'(' || c == u')' || c == QChar(0xbf) || c == QChar(0xa1);
}

// Accents and modifier letters that people type for an apostrophe.
bool isApostrophe(QChar c) { return c == QChar(0x2018) || c == u'`' || c == QChar(0xb4) || c == QChar(0x2bc); }

/// A "no" counts in its own clause alone: "No, I am angry" denies nothing.
int toneOfClause(const QStringList &words)
{
    const ToneWords &known = toneWords();
    int tone = 0;
    qsizetype denied = -kDenies - 1; // the last word that denies
    for (qsizetype at = 0; at < words.size(); ++at) {
        const auto found = known.phrases.constFind(words[at]);
        const bool denies = known.negations.contains(words[at]);
        if (found != known.phrases.constEnd() && (denies || at - denied > kDenies)) {
            for (const Phrase &phrase : *found) {
                if (phrase.words.size() <= words.size() - at
                    && std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + at))
                    tone |= phrase.tone;
            }
        }
        if (denies)
            denied = at;
        else if (known.seams.contains(words[at]))
            denied = -kDenies - 1;
    }
    return tone;
}

} // namespace

int readTone(const QString &text)
{
    int tone = 0;
    QString clause;
    const auto end = [&] {
        tone |= toneOfClause(foldedWords(clause));
        clause.clear();
    };
    for (const QChar c : QStringView(text).left(kMostRead)) {
        if (isEnd(c))
            end();
        else if (!isApostrophe(c))
            clause += c;
    }
    end();
    return tone;
}

QString toneCodes(int tone)
{
    QStringList codes;
    if (tone & ToneAngry)
        codes << QStringLiteral("angry");
    if (tone & ToneUrgent)
        codes << QStringLiteral("urgent");
    return codes.join(u' ');
}

int toneFrom(const QString &codes)
{
    int tone = 0;
    for (const QStringView code : QStringView(codes).split(u' '))
        tone |= code == QLatin1String("angry") ? ToneAngry : code == QLatin1String("urgent") ? ToneUrgent : 0;
    return tone;
}

} // namespace updesk
