// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/messagedraft.h"
#include "core/desk/messages.h"
#include "core/desk/ways.h"
#include "core/sequences/claims.h"
#include "core/sequences/segments.h"
#include "core/sequences/templatestore.h"
#include "core/sequences/templatevalues.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace updesk
{

/// A message to one lead's customer while it is written: made from a template with the lead's values, changed by hand,
/// held against the legal gate at every key, and kept at this desk until it is sent.
class ComposerModel final : public QObject
{
    Q_OBJECT
public:
    /// What keeps it from being sent.
    enum class Snag : quint8 { None, Empty, NoSubject, Unfilled, Untrue, TooLong, NoWay, Blocked, NeedsReason };
    enum class Leaves : quint8 { WhenAllowed, Now };
    struct Choice {
        QString key, name; ///< without a key: no template
        bool operator==(const Choice &) const = default;
    };

    explicit ComposerModel(Session &session, QObject *parent = nullptr);
    ~ComposerModel() override;

    /// Begins a message: the kept draft, else the text that the lead's next step or the confirmation or reminder of its
    /// visit wants, else the first message's while
    /// nobody has reached the customer, else nothing. NotFound: no such lead.
    Result<void> open(LeadId lead, Channel channel);
    void close(); ///< what was typed stays at this desk
    LeadId lead() const { return m_lead; } ///< null: it is closed
    Channel channel() const { return m_channel; }
    bool isMail() const { return m_channel == Channel::Email; }
    bool isKept() const { return m_kept; } ///< it goes on where it was left
    bool wantsVideo() const { return m_video; } ///< the step that it is for asks for a personal video link

    const std::vector<Choice> &choices() const { return m_choices; }
    int choice() const; ///< place in choices()
    void choose(int index);
    int language() const; ///< place in kMessageLanguages
    void setLanguage(int language);

    const QString &subject() const { return m_draft.subject; }
    const QString &body() const { return m_draft.body; }
    const QString &footer() const { return m_footer; } ///< of an e-mail; cannot be taken off
    bool isFormatted() const { return !m_rich.isEmpty() && !isOwn(); } ///< it goes out formatted as well
    void setSubject(const QString &subject);
    void setBody(const QString &body);
    void usePlainLetters();
    void addVideo(const QString &link); ///< at the end of the text, as videoLink() gave it
    void setReason(const QString &reason); ///< why it goes out against a rule

    const QString &to() const { return m_to; } ///< address or E.164 number; empty: there is none
    const std::vector<ContactWay> &ways() const { return m_ways; } ///< the customer's numbers or addresses
    int way() const; ///< place of to() in ways(); -1: none can be used
    void chooseWay(int index); ///< nothing for one that cannot be used
    const TextLength &length() const { return m_length; } ///< of a text
    const QStringList &unfilled() const { return m_unfilled; } ///< names of fields that still stand in it
    /// What it says of cars, prices and payments, each beside what is so now (F62).
    const std::vector<ClaimCheck> &claims() const { return m_claims; }
    const TemplateValues &values() const { return m_values; }
    /// How we work, beside what is written (F63), in the store's language; nothing: the store uses no such page.
    std::optional<Script> page() const;
    const QString &untrue() const { return m_untrue; } ///< words of the template that are not so: it gave no text
    const std::optional<GateVerdict> &verdict() const { return m_verdict; }
    const std::optional<Error> &noWay() const { return m_noWay; } ///< why the gate could not even be asked
    bool mayGoOn() const; ///< whoever is at the desk may send it now against what the gate says
    Snag snag(Leaves when) const;
    void look(); ///< asks the gate again, as time passes

    /// Queues it. Errors as queueMessage(); what was typed is then still there.
    Result<QueuedMessage> send(Leaves when);

Q_SIGNALS:
    void changed();
    void kept(); ///< what was typed is on the disk

private:
    Result<void> read();
    QString firstKey() const;
    QString keyFor(Occasion occasion) const;
    void findChoices();
    void fillFrom(const QString &key);
    void refoot();
    void touch();
    void checkWords();
    bool isOwn() const; ///< changed by hand since the template made it
    void keep();
    Message asItStands() const;
    QString answering() const; ///< the mail that it answers, as its subject says; empty: none
    Result<GateVerdict> verdictNow();
    Result<void> readAnswered();
    QString chosen() const; ///< by hand, and it may still be used; empty: the first that works
    void ask();

    Session &m_session;
    LeadId m_lead;
    Channel m_channel = Channel::Text;
    TemplateFacts m_facts;
    TemplateValues m_values;
    std::optional<Occasion> m_visit; ///< what is to be done next is about a visit
    std::vector<TemplateEntry> m_entries;
    std::vector<Choice> m_choices;
    std::vector<ContactWay> m_ways;
    MessageDraft m_draft, m_filled; ///< as it stands, and as the template made it
    QString m_rich, m_footer, m_to, m_reason, m_untrue, m_step;
    QString m_answers, m_answeredSubject; ///< Message-ID and subject of the customer's newest mail
    QStringList m_unfilled;
    std::vector<ClaimCheck> m_claims;
    TextLength m_length;
    bool m_reached = false, m_waits = false, m_kept = false, m_stored = false, m_noFooter = false, m_video = false;
    std::optional<GateVerdict> m_verdict;
    std::optional<Error> m_noWay;
    QTimer m_pause;
};

} // namespace updesk
