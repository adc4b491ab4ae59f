// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/legalstore.h"

#include "core/people/staff.h"
#include "core/store/apply.h"

#include <QCoreApplication>
#include <QDir>

#include <limits>

namespace updesk
{

namespace
{

struct RuleFile {
    QDate dated;
    QString path;
};

/// Rules and from when to when nothing else holds.
struct InForce {
    qint64 version = -1; ///< of the settings
    QDate from, before; ///< invalid: ever
    std::shared_ptr<const LegalRules> rules;
};

std::vector<RuleFile> ruleFiles()
{
    std::vector<RuleFile> files;
    for (const QString &folder : ruleFolders()) {
        for (const QString &name : QDir(folder).entryList({QStringLiteral("rules-*.json")}, QDir::Files, QDir::Name)) {
            const QDate dated = QDate::fromString(name.mid(6, 10), Qt::ISODate);
            const bool known =
                std::ranges::any_of(files, [&dated](const RuleFile &file) { return file.dated == dated; });
            if (dated.isValid() && name.size() == 21 && !known)
                files.push_back({dated, folder + u'/' + name});
        }
    }
    std::ranges::sort(files, {}, &RuleFile::dated);
    return files;
}

Result<LegalRules> readFile(const RuleFile &file)
{
    QFile in(file.path);
    if (!in.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound, file.path, {}};
    auto rules = LegalRules::fromJson(in.readAll());
    if (!rules)
        return Error{Error::Code::Damaged, file.path, rules.error().subject + u' ' + rules.error().detail};
    if (rules->dated != file.dated)
        return Error{Error::Code::Damaged, file.path, QStringLiteral("dated")};
    rules->name = file.path.section(u'/', -1);
    return rules;
}

// A file that cannot be read must not leave the gate without rules: the one before it goes on.
Result<InForce> shipped(const QDate &day)
{
    const std::vector<RuleFile> files = ruleFiles();
    Error last{Error::Code::Failed, QStringLiteral("legal_rules"), QStringLiteral("no_file")};
    InForce out;
    for (const RuleFile &file : files) {
        if (file.dated > day && !out.before.isValid())
            out.before = file.dated;
    }
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (file->dated > day && std::next(file) != files.rend())
            continue;
        auto rules = readFile(*file);
        if (rules) {
            out.from = file->dated <= day ? file->dated : QDate();
            out.rules = std::make_shared<const LegalRules>(std::move(*rules));
            return out;
        }
        last = rules.error();
        qWarning("legal rules: %s: %s", qPrintable(last.subject), qPrintable(last.detail));
    }
    return last;
}

Result<InForce> read(Database &database, const QDate &day)
{
    const auto settings = loadAll(database, kSetting);
    if (!settings)
        return settings.error();
    auto out = shipped(day);
    for (const Setting &setting : *settings) {
        if (setting.key != QLatin1String(kLegalRulesSetting) || setting.value.trimmed().isEmpty())
            continue;
        auto own = LegalRules::fromJson(setting.value.toUtf8());
        if (!own)
            return Error{Error::Code::Damaged, QStringLiteral("setting.legal_rules"),
                own.error().subject + u' ' + own.error().detail};
        if (own->dated <= day)
            return InForce{-1, own->dated, {}, std::make_shared<const LegalRules>(std::move(*own))};
        if (out && (!out->before.isValid() || own->dated < out->before))
            out->before = own->dated;
    }
    return out;
}

} // namespace

QStringList ruleFolders()
{
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/../share/updesk/legal"),
        QStringLiteral(":/updesk/legal")};
}

Result<LegalRules> shippedRules(const QDate &day)
{
    const auto found = shipped(day);
    return found ? Result<LegalRules>(*found->rules) : found.error();
}

Result<std::shared_ptr<const LegalRules>> legalRules(Database &database)
{
    auto &kept = database.kept<const InForce>();
    const auto version = database.state("config");
    if (!version)
        return version.error();
    const QDate day = QDateTime::fromMSecsSinceEpoch(database.setup().clock->now(), Qt::UTC).date();
    const bool holds = kept && kept->version == *version && (!kept->from.isValid() || kept->from <= day)
        && (!kept->before.isValid() || day < kept->before);
    if (holds)
        return kept->rules;
    auto found = read(database, day);
    if (!found)
        return found.error();
    found->version = *version;
    if (!database.writing()) // a setting that is just written may yet be rolled back
        kept = std::make_shared<const InForce>(*found);
    return found->rules;
}

static Result<QByteArray> ownText(Database &database)
{
    const auto settings = loadAll(database, kSetting);
    if (!settings)
        return settings.error();
    const auto own = std::ranges::find(*settings, QLatin1String(kLegalRulesSetting), &Setting::key);
    return own == settings->end() ? QByteArray() : own->value.trimmed().toUtf8();
}

Result<QByteArray> legalRulesText(Database &database)
{
    const auto rules = legalRules(database);
    if (!rules)
        return rules.error();
    if ((*rules)->name.isEmpty())
        return ownText(database);
    for (const QString &folder : ruleFolders()) {
        QFile file(folder + u'/' + (*rules)->name);
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    return Error{Error::Code::Failed, (*rules)->name, {}};
}

Result<QDate> ownRulesDated(Database &database)
{
    const auto text = ownText(database);
    if (!text || text->isEmpty())
        return text ? Result<QDate>(QDate()) : text.error();
    const auto own = LegalRules::fromJson(*text);
    return own ? Result<QDate>(own->dated) : own.error();
}

} // namespace updesk
