// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatebook.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

static constexpr std::array<const char *, kOccasions> kOccasionCodes{"acknowledgement", "first_message", "follow_up",
    "missed_visit", "visit_confirmation", "visit_reminder", "sold_thanks", "service_referral", "equity", "nurture"};
static constexpr std::array<const char *, kScriptKinds> kScriptCodes{"call", "voicemail", "objection", "process"};

template <size_t n>
static int placeOf(const std::array<const char *, n> &codes, const QString &code)
{
    const auto found = std::ranges::find_if(codes, [&](const char *c) { return code == QLatin1String(c); });
    return found == codes.end() ? -1 : int(found - codes.begin());
}

const char *occasionCode(Occasion occasion) { return kOccasionCodes[size_t(occasion)]; }
const char *scriptKindCode(ScriptKind kind) { return kScriptCodes[size_t(kind)]; }
int occasionOf(const QString &code) { return placeOf(kOccasionCodes, code); }
int scriptKindOf(const QString &code) { return placeOf(kScriptCodes, code); }

static Error invalid(const char *part, const QString &key)
{
    return {Error::Code::Invalid, QLatin1String(part) + u'.' + key, {}};
}

// Long texts stand in the files as a list of lines.
static QString wordsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toString();
    QStringList lines;
    for (const QJsonValue line : value.toArray())
        lines << line.toString();
    return lines.join(u'\n');
}

Result<void> TemplateBook::readTemplates(const QString &language, const QJsonObject &json)
{
    for (const QJsonValue one : json[QLatin1String("templates")].toArray()) {
        Template row;
        row.key = one[QLatin1String("key")].toString();
        row.language = language;
        const QString channel = one[QLatin1String("channel")].toString();
        const int occasion = occasionOf(one[QLatin1String("occasion")].toString());
        row.channel = channel == QLatin1String("email") ? Channel::Email : Channel::Text;
        row.name = one[QLatin1String("name")].toString();
        row.subject = one[QLatin1String("subject")].toString();
        row.body = wordsOf(one[QLatin1String("body")]);
        row.rich = wordsOf(one[QLatin1String("rich")]);
        const bool known = channel == QLatin1String("email") || channel == QLatin1String("text");
        if (row.key.isEmpty() || !known || occasion < 0 || row.name.isEmpty() || row.body.isEmpty())
            return invalid("templates", row.key);
        row.occasion = Occasion(occasion);
        m_templates.push_back(std::move(row));
    }
    return {};
}

Result<void> TemplateBook::readScripts(const QString &language, const QJsonObject &json)
{
    for (const QJsonValue one : json[QLatin1String("scripts")].toArray()) {
        Script row;
        row.key = one[QLatin1String("key")].toString();
        row.language = language;
        const int kind = scriptKindOf(one[QLatin1String("kind")].toString());
        row.title = one[QLatin1String("title")].toString();
        row.body = wordsOf(one[QLatin1String("body")]);
        row.rank = int(m_scripts.size());
        if (kind == int(ScriptKind::Call)) {
            const QJsonDocument steps(one[QLatin1String("steps")].toArray());
            row.body = QString::fromUtf8(steps.toJson(QJsonDocument::Compact));
            if (const auto read = callSteps(row.body); !read || read->empty())
                return invalid("scripts", row.key);
        }
        if (row.key.isEmpty() || kind < 0 || row.title.isEmpty() || row.body.isEmpty())
            return invalid("scripts", row.key);
        row.kind = ScriptKind(kind);
        m_scripts.push_back(std::move(row));
    }
    return {};
}

Result<void> TemplateBook::read(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonObject json = document.object();
    const QString language = json[QLatin1String("language")].toString();
    if (language.isEmpty())
        return Error{Error::Code::Damaged, QStringLiteral("templates"), {}};
    Language &own = m_languages[language];
    const QJsonObject fallbacks = json[QLatin1String("fallbacks")].toObject();
    for (auto it = fallbacks.begin(); it != fallbacks.end(); ++it) {
        const KnownField *field = knownField(it.key());
        if (!field || field->claim)
            return invalid("fallbacks", it.key());
        own.fallbacks[size_t(field->field)] = it->toString();
    }
    const QJsonObject words = json[QLatin1String("words")].toObject();
    own.words = {words[QLatin1String("today")].toString(), words[QLatin1String("tomorrow")].toString(),
        words[QLatin1String("payment")].toString(), words[QLatin1String("payment_biweekly")].toString(),
        words[QLatin1String("incentive")].toString(), words[QLatin1String("advertisement")].toString()};
    own.footer = wordsOf(json[QLatin1String("footer")]);
    if (own.words.today.isEmpty() || own.words.tomorrow.isEmpty() || own.words.payment.isEmpty()
        || own.words.biWeekly.isEmpty() || own.words.incentive.isEmpty() || own.words.advertisement.isEmpty()
        || own.footer.isEmpty())
        return invalid("words", language);
    if (auto done = readTemplates(language, json); !done)
        return done;
    return readScripts(language, json);
}

const TemplateBook &TemplateBook::standard()
{
    static const TemplateBook book = [] {
        TemplateBook out;
        for (const char *language : kMessageLanguages) {
            QFile file(QStringLiteral(":/updesk/templates/%1.json").arg(QLatin1String(language)));
            [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
            Q_ASSERT(opened);
            [[maybe_unused]] const auto read = out.read(file.readAll());
            Q_ASSERT(read);
        }
        return out;
    }();
    return book;
}

const TemplateBook::Language &TemplateBook::of(const QString &language) const
{
    static const Language none;
    const auto found = m_languages.find(language);
    if (found != m_languages.end())
        return found->second;
    const auto english = m_languages.find(QStringLiteral("en"));
    return english == m_languages.end() ? none : english->second;
}

const std::array<QString, kTemplateFields> &TemplateBook::fallbacks(const QString &language) const
{
    return of(language).fallbacks;
}
const ValueWords &TemplateBook::words(const QString &language) const { return of(language).words; }
QString TemplateBook::footer(const QString &language) const { return of(language).footer; }

} // namespace updesk
