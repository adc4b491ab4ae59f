// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/templatestore.h"
#include "ui/templates/languagedrafts.h"
#include "ui/templates/previewlead.h"
#include "ui/templates/templatewords.h"

#include <QObject>
#include <QTimer>

namespace updesk
{

/// One template in all its languages while it is edited: what was typed, what is wrong with it, what it says for a
/// lead, and how long it becomes with real leads. Texts that were not saved stay when another template is opened.
class TemplateModel final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMostTried = 500; ///< leads that a text is tried on

    explicit TemplateModel(Session &session, QObject *parent = nullptr);

    /// Opens the template of this key from `entries`; what is typed and not saved stays.
    void open(const QString &key, const std::vector<TemplateEntry> &entries);
    QString key() const { return m_key; }
    int language() const { return m_language; } ///< place in kMessageLanguages
    void setLanguage(int language);
    const Template &typed() const { return m_drafts.of(m_key).typed[size_t(m_language)]; }
    bool isOwn() const; ///< in this language, or the store's alone
    bool isStoresAlone() const; ///< it did not come with the program
    bool isChanged() const { return m_drafts.of(m_key).isChanged(); } ///< in any language
    void setName(const QString &name); ///< of one of the store's own, in every language that it has words in
    void setSubject(const QString &subject);
    void setBody(const QString &body);
    void setRich(const QString &rich); ///< of an e-mail, HTML; empty: it goes out plain
    void setActive(bool active);
    void usePlainLetters(); ///< of the body in this language

    const std::vector<TemplateFinding> &findings() const { return m_findings; }
    const FilledMessage &preview() const { return m_preview; }
    QString shown() const; ///< the message, or the text as typed while there is none
    const TextLength &length() const { return m_length; }
    const LongestText &longest() const { return m_longest; }
    const TemplateValues &values() const { return m_values; } ///< for the lead in the preview
    QString valueOf(TemplateField field) const { return m_values.of(field); }
    QString fallbackOf(TemplateField field) const { return m_values.fallbacks[size_t(field)]; }

    /// The lead of the preview; null: none, and only the store is known.
    Result<void> setLead(LeadId lead, const QString &name);
    LeadId lead() const { return m_for.lead(); }
    QString leadName() const { return m_for.name(); }

    bool mayEdit() const; ///< managers; others read
    bool isLocked() const { return updesk::isLocked(typed()); } ///< nobody changes its words, in any language

    Result<DeedId> save(); ///< all languages in one deed
    Result<DeedId> drop(); ///< this language's shipped text again; one of the store's own goes as a whole
    /// A new message of the store's own that begins as this one was saved, in all its languages, and is called `name`;
    /// its key. It is for the same occasion.
    Result<QString> copy(const QString &name);
    bool isAnyChanged() const { return m_drafts.isAnyChanged(); } ///< of all that was typed into
    void revert(); ///< forgets what was typed

Q_SIGNALS:
    void changed();
    void longestChanged();

private:
    bool mayType() const;
    Template &edited() { return m_drafts.at(m_key).typed[size_t(m_language)]; }
    void look();
    void refill();
    void tryNext();
    bool loadMore();
    void tryOn(const TemplateFacts &facts);

    Session &m_session;
    QString m_key;
    int m_language = 0;
    PreviewLead m_for;
    LanguageDrafts<Template> m_drafts;
    TemplateValues m_values;
    std::vector<TemplateFinding> m_findings;
    FilledMessage m_preview;
    TextLength m_length;
    LongestText m_longest;
    std::vector<TemplateFacts> m_tried;
    size_t m_at = 0;
    bool m_allRead = false;
    QTimer m_pause, m_slice;
};

} // namespace updesk
