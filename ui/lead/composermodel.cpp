// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/composermodel.h"

#include "core/leads/leadnowstore.h"
#include "core/sequences/callscript.h"
#include "core/sequences/messagerows.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatetext.h"
#include "ui/lead/callgate.h"

#include <algorithm>

namespace updesk
{

static constexpr qsizetype kLongestText = 1'600; // queueMessage() takes no more
static constexpr int kPause = 2'000; // ms; a form's draft is kept as often (ui.md 5)

ComposerModel::ComposerModel(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ComposerModel::keep);
}

ComposerModel::~ComposerModel()
{
    if (m_pause.isActive())
        keep();
}

Result<void> ComposerModel::open(LeadId lead, Channel channel)
{
    close();
    m_lead = lead;
    m_channel = channel;
    m_draft = m_filled = {};
    m_rich.clear();
    m_reason.clear();
    m_untrue.clear();
    if (auto done = read(); !done) {
        m_lead = {};
        return done;
    }
    const auto kept = keptMessageDraft(m_session.database(), m_session.person(), lead, channel);
    if (!kept) {
        m_lead = {};
        return kept.error();
    }
    m_kept = m_stored = !kept->body.isEmpty() || !kept->subject.isEmpty();
    m_draft.language =
        m_kept && !kept->language.isEmpty() ? kept->language : messageLanguage(m_facts.language, m_facts.storeLanguage);
    m_values = templateValues(m_facts, m_draft.language);
    findChoices();
    fillFrom(m_kept ? kept->text : firstKey());
    if (m_draft.text.isEmpty() && m_waits && !m_answeredSubject.isEmpty()) // who wrote to us gets an answer to it
        m_draft.subject = m_filled.subject = m_answeredSubject;
    if (m_kept) {
        m_draft = *kept;
        m_draft.sent = {};
        m_untrue.clear();
    }
    touch();
    return {};
}

void ComposerModel::close()
{
    if (m_pause.isActive())
        keep();
    m_lead = {};
    m_kept = false;
}

Result<void> ComposerModel::read()
{
    Database &database = m_session.database();
    auto facts = templateFacts(database, m_lead, m_session.now(), m_session.person());
    const auto now = leadNowOf(database, m_lead);
    const auto step = textOfNextStep(database, m_lead, int(m_channel));
    auto entries = templateEntries(database);
    auto ways = contactWays(database, m_lead, m_channel);
    for (const Error *error : {!facts ? &facts.error() : nullptr, !now ? &now.error() : nullptr,
             !step ? &step.error() : nullptr, !entries ? &entries.error() : nullptr, !ways ? &ways.error() : nullptr}) {
        if (error)
            return *error;
    }
    m_facts = std::move(*facts);
    m_entries = std::move(*entries);
    m_ways = std::move(*ways);
    m_step = step->text;
    m_video = step->video;
    m_reached = now->firstHuman > 0;
    m_waits = now->waitingSince > 0;
    m_visit.reset();
    if (now->nextKind == Task::Kind::Confirm && !now->nextTask.isNull())
        m_visit = Occasion::VisitConfirmation;
    else if (now->nextKind == Task::Kind::Remind && !now->nextTask.isNull())
        m_visit = Occasion::VisitReminder;
    return isMail() ? readAnswered() : Result<void>();
}

// A key is offered once, named in the language that is written in; what the program sends is left out unless the law
// makes it this person's.
void ComposerModel::findChoices()
{
    m_choices = {{}};
    const QStringList languages = languagesOf(m_draft.language, m_facts.storeLanguage);
    for (const TemplateEntry &entry : m_entries) {
        const bool programs = entry.row.occasion == Occasion::Acknowledgement && entry.row.key != m_step;
        if (entry.row.channel != m_channel || programs
            || std::ranges::find(m_choices, entry.row.key, &Choice::key) != m_choices.end())
            continue;
        if (const Template *row = templateAmong(m_entries, entry.row.key, languages))
            m_choices.push_back({row->key, row->name});
    }
}

QString ComposerModel::firstKey() const
{
    if (!m_step.isEmpty() && std::ranges::find(m_choices, m_step, &Choice::key) != m_choices.end())
        return m_step;
    if (m_visit && !m_waits)
        return keyFor(*m_visit);
    if (m_reached || (m_waits && !m_answeredSubject.isEmpty()))
        return {};
    return keyFor(Occasion::FirstMessage);
}

QString ComposerModel::keyFor(Occasion occasion) const
{
    const Template *first = firstTemplate(m_entries, m_channel, occasion);
    return first ? first->key : QString();
}

// A field without a value stays in sight by its name, for a person to put words there.
static FilledMessage fillVisibly(const Template &row, TemplateValues values)
{
    FilledMessage filled = fill(row, values);
    if (filled.unfilled.isEmpty())
        return filled;
    for (const QString &name : filled.unfilled) {
        if (const KnownField *known = knownField(name))
            values.values[size_t(known->field)] = u'{' + name + u'}';
    }
    filled = fill(row, values);
    if (!filled.unfilled.isEmpty()) {
        filled.subject = row.subject;
        filled.body = row.body;
    }
    return filled;
}

void ComposerModel::fillFrom(const QString &key)
{
    const QStringList languages = languagesOf(m_draft.language, m_facts.storeLanguage);
    const Template *row = key.isEmpty() ? nullptr : templateAmong(m_entries, key, languages);
    const QString language = m_draft.language, to = m_draft.to;
    m_draft = {};
    m_draft.language = language;
    m_draft.to = to;
    m_untrue.clear();
    m_rich.clear();
    if (row) {
        const FilledMessage filled = fillVisibly(*row, m_values);
        m_draft.text = row->key;
        m_draft.textVersion = row->version;
        m_draft.subject = filled.subject;
        m_draft.body = filled.body;
        m_draft.claims = claimsText({filled.claims, row->language, false});
        m_rich = filled.isReady() ? filled.rich : QString();
        if (!filled.untrue.empty())
            m_untrue = filled.untrue.front().words;
    }
    m_filled = m_draft;
    refoot();
}

// It stands under every e-mail, whatever is written above it.
void ComposerModel::refoot()
{
    m_footer.clear();
    m_noFooter = false;
    if (!isMail())
        return;
    Template bare;
    bare.channel = Channel::Email;
    bare.language = m_draft.language;
    bare.subject = bare.body = QStringLiteral("."); // of an empty message there is no footer either
    const FilledMessage filled = fill(bare, m_values);
    m_footer = filled.footer;
    m_noFooter = filled.footer.isEmpty();
}

std::optional<Script> ComposerModel::page() const
{
    const auto chosen =
        std::ranges::find_if(m_entries, [this](const TemplateEntry &entry) { return entry.row.key == m_draft.text; });
    const Occasion occasion = chosen != m_entries.end() ? chosen->row.occasion
        : m_reached                                     ? Occasion::FollowUp
                                                        : Occasion::FirstMessage;
    const auto pages =
        scriptsOf(m_session.database(), ScriptKind::Process, languagesOf(m_facts.storeLanguage, m_facts.storeLanguage));
    if (!pages)
        return std::nullopt;
    const auto found = std::ranges::find(*pages, processPageFor(occasion), &Script::key);
    if (found == pages->end())
        return std::nullopt;
    Script filled = *found;
    filled.body = fillSpoken(filled.body, m_values).body;
    return filled;
}

int ComposerModel::choice() const
{
    const auto found = std::ranges::find(m_choices, m_draft.text, &Choice::key);
    return found == m_choices.end() ? 0 : int(found - m_choices.begin());
}

void ComposerModel::choose(int index)
{
    if (m_lead.isNull() || index < 0 || index >= int(m_choices.size()))
        return;
    fillFrom(m_choices[size_t(index)].key);
    touch();
}

int ComposerModel::language() const
{
    const auto found = std::ranges::find_if(
        kMessageLanguages, [this](const char *language) { return m_draft.language == QLatin1String(language); });
    return found == kMessageLanguages.end() ? 0 : int(found - kMessageLanguages.begin());
}

// What was written by hand is in no other language: it stays, and only the footer changes.
void ComposerModel::setLanguage(int language)
{
    if (m_lead.isNull() || language < 0 || language >= int(kMessageLanguages.size()))
        return;
    const bool own = isOwn();
    const QString key = m_draft.text;
    m_draft.language = QLatin1String(kMessageLanguages[size_t(language)]);
    m_values = templateValues(m_facts, m_draft.language);
    findChoices();
    if (own)
        refoot();
    else
        fillFrom(key);
    touch();
}

void ComposerModel::setSubject(const QString &subject)
{
    if (m_lead.isNull() || m_draft.subject == subject)
        return;
    m_draft.subject = subject;
    touch();
}

void ComposerModel::setBody(const QString &body)
{
    if (m_lead.isNull() || m_draft.body == body)
        return;
    m_draft.body = body;
    touch();
}

void ComposerModel::usePlainLetters() { setBody(plainLetters(m_draft.body)); }

void ComposerModel::addVideo(const QString &link)
{
    if (m_lead.isNull())
        return;
    m_draft.video = link;
    const QString words = m_draft.body.trimmed();
    setBody(words.isEmpty() ? link : words + (isMail() ? QStringLiteral("\n\n") : QStringLiteral(" ")) + link);
}

void ComposerModel::setReason(const QString &reason)
{
    m_reason = reason.trimmed();
    Q_EMIT changed();
}

void ComposerModel::touch()
{
    m_length = isMail() ? TextLength() : textLength(m_draft.body);
    m_unfilled.clear();
    for (const QString &words : {m_draft.subject, m_draft.body}) {
        for (const TemplatePiece &piece : templateText(words).pieces) {
            if (piece.field && !m_unfilled.contains(piece.text))
                m_unfilled << piece.text;
        }
    }
    checkWords();
    if (isOwn() || m_stored)
        m_pause.start();
    ask();
    Q_EMIT changed();
}

// Typed words need the same proof as a template's fields.
void ComposerModel::checkWords()
{
    KeptClaims kept = claimsFrom(m_draft.claims);
    if (kept.language.isEmpty())
        kept.language = m_draft.language;
    m_claims = checkClaims(
        wordsOf(m_draft.subject, m_draft.body, isOwn() ? QString() : m_rich), kept, m_facts, ClaimedBy::Person);
}

// Only what a person wrote is worth keeping: a template is filled anew, with what is true then.
bool ComposerModel::isOwn() const { return m_draft.subject != m_filled.subject || m_draft.body != m_filled.body; }

void ComposerModel::look()
{
    if (m_lead.isNull())
        return;
    const auto before = m_verdict;
    const auto claimed = m_claims;
    if (auto facts = templateFacts(m_session.database(), m_lead, m_session.now(), m_session.person())) {
        m_facts = std::move(*facts); // a car may have been sold meanwhile
        checkWords();
    }
    ask();
    const bool same = before && m_verdict && before->says == m_verdict->says && before->moveTo == m_verdict->moveTo
        && before->reasons == m_verdict->reasons && claimed == m_claims;
    if (!same)
        Q_EMIT changed();
}

bool ComposerModel::mayGoOn() const
{
    return m_verdict && !m_verdict->allows() && updesk::mayGoOn(m_session, *m_verdict);
}

ComposerModel::Snag ComposerModel::snag(Leaves when) const
{
    if (m_noWay || !m_verdict)
        return Snag::NoWay;
    const bool waits = m_verdict->says == GateVerdict::Says::Move && when == Leaves::WhenAllowed;
    const bool against = !m_verdict->allows() && !waits;
    if (against && !mayGoOn())
        return Snag::Blocked;
    if (m_draft.body.trimmed().isEmpty())
        return Snag::Empty;
    if (isMail() && m_draft.subject.trimmed().isEmpty())
        return Snag::NoSubject;
    if (!m_unfilled.isEmpty() || m_noFooter)
        return Snag::Unfilled;
    if (untrueOf(m_claims))
        return Snag::Untrue;
    if (m_draft.body.size() > (isMail() ? kLongestBody : kLongestText) || m_draft.subject.size() > kLongestSubject)
        return Snag::TooLong;
    const bool asksWhy = against && m_verdict->may == LegalRules::MayOverride::Manager;
    return asksWhy && m_reason.isEmpty() ? Snag::NeedsReason : Snag::None;
}

void ComposerModel::keep()
{
    m_pause.stop();
    if (m_lead.isNull())
        return;
    const bool own = isOwn();
    const auto done =
        keepMessageDraft(m_session.database(), m_session.person(), m_lead, m_channel, own ? m_draft : MessageDraft());
    if (!done)
        return;
    m_stored = own;
    Q_EMIT kept();
}

} // namespace updesk
