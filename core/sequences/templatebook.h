// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/script.h"
#include "core/sequences/template.h"
#include "core/sequences/templatevalues.h"

#include <map>

class QJsonObject;

namespace updesk
{

/// The templates, scripts and words that come with the program, in every language; data files, so that a language is
/// added without touching code. The store's own rows go before them.
class TemplateBook
{
public:
    /// Reads one language's file into the book. Damaged: it is no such document; Invalid: what is wrong with which part
    /// of it ("templates.first_text").
    Result<void> read(const QByteArray &json);
    /// What came with this program.
    static const TemplateBook &standard();

    const std::vector<Template> &templates() const { return m_templates; } ///< by language, in the file's order
    const std::vector<Script> &scripts() const { return m_scripts; }
    const std::array<QString, kTemplateFields> &fallbacks(const QString &language) const; ///< unknown language: English
    const ValueWords &words(const QString &language) const;
    QString footer(const QString &language) const; ///< who writes and how to be left alone (EM-2, EM-3), with fields

private:
    struct Language {
        std::array<QString, kTemplateFields> fallbacks;
        ValueWords words;
        QString footer;
    };
    const Language &of(const QString &language) const;
    Result<void> readTemplates(const QString &language, const QJsonObject &json);
    Result<void> readScripts(const QString &language, const QJsonObject &json);
    std::vector<Template> m_templates;
    std::vector<Script> m_scripts;
    std::map<QString, Language> m_languages;
};

/// The codes under which data files and the command line name them; -1 for none of these.
const char *occasionCode(Occasion occasion);
const char *scriptKindCode(ScriptKind kind);
int occasionOf(const QString &code);
int scriptKindOf(const QString &code);

} // namespace updesk
