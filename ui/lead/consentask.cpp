// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/consentask.h"

#include "core/desk/gate.h"
#include "core/desk/peopleverbs.h"
#include "core/leads/timephrase.h"
#include "ui/lead/consentsheet.h"
#include "ui/lead/consentwords.h"
#include "ui/lead/leadmodel.h"
#include "ui/parts/gatewords.h"
#include "ui/parts/icons.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QMenu>

namespace updesk
{

ConsentAsk::ConsentAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel)
    : m_model(model), m_calls(calls), m_panel(panel)
{
}

ConsentAsk::~ConsentAsk() = default;

bool ConsentAsk::act(Letter letter)
{
    if (letter != Letter::Consent)
        return false;
    ask();
    return true;
}

void ConsentAsk::fill(QMenu &menu)
{
    QAction *action = menu.addAction(icon(Icon::Lock), tr("May they be contacted? ..."), &menu, [this] { ask(); });
    showLetter(action, Letter::Consent);
}

bool ConsentAsk::isManager() const
{
    const auto rules = m_model.session().rules();
    const Person *person = rules ? (*rules)->person(m_model.session().person()) : nullptr;
    return person && person->active && (person->role == Role::Manager || person->role == Role::Principal);
}

Result<std::vector<Consent>> ConsentAsk::said() const
{
    return statementsOf(m_model.session().database(), m_model.card().customer.id);
}

// What the verbs refuse has words of its own; the question then stays open.
void ConsentAsk::did(const Result<DeedId> &deed, const QString &words)
{
    if (deed && deed->isNull())
        return m_calls.did(deed, tr("It stands so already."));
    if (deed || deed.error().code == Error::Code::Busy || deed.error().code == Error::Code::Failed)
        return m_calls.did(deed, words);
    m_calls.refused(ConsentWords::refused(deed.error()));
}

static bool isFree(const CustomerCard &card, Channel way)
{
    return !(way == Channel::Phone ? card.noCalls : way == Channel::Text ? card.noTexts : card.noEmails);
}

// Until when they may be contacted without having agreed; empty: they never dealt with the store.
QString ConsentAsk::untilWords() const
{
    const auto rules = m_model.session().rules();
    QStringList lines;
    for (const Channel way : {Channel::Phone, Channel::Email}) {
        const auto until = contactUntil(m_model.session().database(), m_model.id(), way);
        if (!rules || !until || until->empty())
            continue;
        const MayUntil &longest = until->front();
        GateReason ended;
        ended.rule = longest.rule;
        ended.code = QStringLiteral("ended");
        ended.day = longest.last;
        const bool over = dayIn(m_model.session().now(), (*rules)->dealership.timeZone) > longest.last;
        lines << (over ? GateWords::reason(ended) : GateWords::until(longest));
    }
    lines.removeDuplicates();
    return lines.join(u'\n');
}

void ConsentAsk::ask()
{
    const auto all = said();
    if (!all)
        return m_calls.tell(sentence(all.error()));
    const CustomerCard &card = m_model.card();
    Prompt prompt;
    prompt.title = tr("May %1 be contacted?").arg(m_model.name());
    prompt.aside = ConsentWords::standing(*all, m_model.words(), m_model.session().now());
    if (const QString until = untilWords(); !until.isEmpty())
        prompt.aside += u'\n' + until;
    static constexpr const char *kKeys[] = {"C", "T", "E"};
    for (size_t i = 0; i < kContactWays.size(); ++i) {
        const Channel way = kContactWays[i];
        const QString words = ConsentWords::way(way);
        prompt.answers.push_back({QLatin1String(kKeys[i]),
            //: %1: "Calls"
            isFree(card, way) ? tr("%1: no more").arg(words) : tr("%1: lift the no").arg(words),
            [this, way] { askWay(way); }});
    }
    if (!(card.noCalls && card.noTexts && card.noEmails))
        prompt.answers.push_back({QStringLiteral("N"), tr("No contact at all"), [this] { askAll(); }});
    prompt.answers.push_back({QStringLiteral("A"), tr("Add a consent"), [this] { add(); }});
    prompt.answers.push_back({QStringLiteral("S"), tr("They paid for service"), [this] { askService(); }});
    const auto gone = withdrawableOf(m_model.session().database(), card.customer.id);
    if (gone && !gone->empty())
        prompt.answers.push_back(
            {QStringLiteral("W"), tr("Withdraw a consent or a service"), [this] { askWithdraw(); }});
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::askWay(Channel way)
{
    if (isFree(m_model.card(), way))
        return askWho(way);
    const auto all = said();
    if (!all)
        return m_calls.tell(sentence(all.error()));
    const auto ways = waysOf(*all);
    for (size_t i = 0; i < ways.size(); ++i) {
        if (kContactWays[i] == way)
            lift(way, ways[i]);
    }
}

void ConsentAsk::askWho(Channel way)
{
    if (!isManager())
        return refuse(way, Whose::Customer);
    Prompt prompt;
    //: %1: "Calls"
    prompt.title = tr("%1: no more. Who wants it?").arg(ConsentWords::way(way));
    prompt.answers = {{QStringLiteral("T"), tr("They said so"), [this, way] { refuse(way, Whose::Customer); }},
        {QStringLiteral("S"), tr("The store decides it"), [this, way] { refuse(way, Whose::Store); }}};
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::refuse(Channel way, Whose whose)
{
    Prompt prompt;
    const bool store = whose == Whose::Store;
    const QString words = ConsentWords::way(way);
    prompt.title = store ? tr("%1: no more. Why?").arg(words) : tr("%1: no more. What did they say?").arg(words);
    prompt.verb = tr("Do not contact");
    prompt.keeps = true;
    prompt.placeholder =
        store ? tr("Why; it is kept with your name") : tr("In the customer's words, when they said it");
    prompt.read = [store](const QString &typed) -> PromptReading { return {{}, !store || !typed.trimmed().isEmpty()}; };
    prompt.take = [this, way, whose, words](const QString &typed) {
        did(refuseWay(m_model.session(), m_model.id(), way, whose, typed), tr("Off from now on: %1.").arg(words));
    };
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::lift(Channel way, const WayStand &stand)
{
    const QString words = ConsentWords::way(way);
    if (!stand.refused) // by somebody else who has the number
        return m_calls.tell(ConsentWords::refused({Error::Code::Denied, QStringLiteral("elsewhere"), {}}));
    if (!isManager())
        return m_calls.tell(stand.theirs
                ? tr("%1: they said no. Only a manager can lift it, and only when they ask for it themselves.")
                      .arg(words)
                : tr("%1: the store decided against it. Only a manager can lift it.").arg(words));
    Prompt prompt;
    prompt.title = stand.theirs ? tr("%1: they said no. In which words do they ask for it again?").arg(words)
                                : tr("%1: the store decided against it. Why is it lifted?").arg(words);
    prompt.verb = tr("Lift it");
    prompt.keeps = true;
    prompt.placeholder =
        stand.theirs ? tr("In the customer's new words; they are kept") : tr("Why; it is kept with your name");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    prompt.take = [this, way, words](const QString &typed) {
        did(liftRefusal(m_model.session(), m_model.id(), way, typed), tr("Open again: %1.").arg(words));
    };
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::askAll()
{
    Prompt prompt;
    prompt.title = tr("No calls, texts or emails any more?");
    prompt.verb = tr("Do not contact");
    prompt.keeps = true;
    prompt.placeholder = tr("In the customer's words, when they said it");
    prompt.take = [this](const QString &typed) {
        did(doNotContact(m_model.session(), m_model.lead().customer, typed.trimmed()),
            tr("Do not contact: calls, texts and emails are off."));
    };
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::add()
{
    if (!m_sheet)
        m_sheet = new ConsentSheet(m_model.session(), m_panel.window());
    m_sheet->openFor(m_model.id(), m_model.name(),
        [this](const Result<DeedId> &deed, const QString &words) { m_calls.did(deed, words); });
}

// From the day of a service that they paid for the law counts anew.
void ConsentAsk::askService()
{
    const auto read = [this](const QString &typed) -> std::optional<Time> {
        const Session &session = m_model.session();
        const auto rules = session.rules();
        if (!rules)
            return std::nullopt;
        for (const QString &text : {typed, typed + QStringLiteral(" 8am")}) { // a day alone is enough
            const auto at = readTimePhrase(text, (*rules)->hours, session.now(), regionHabits(Toward::Past));
            if (at && at->at <= session.now())
                return at->at;
            if (at && (*rules)->hours.dayOf(at->at) == (*rules)->hours.dayOf(session.now()))
                return session.now(); // today, before that hour
        }
        return std::nullopt;
    };
    Prompt prompt;
    prompt.title = tr("When did they pay for service here?");
    prompt.verb = tr("Go on");
    prompt.placeholder = tr("a day that has passed, such as yesterday");
    prompt.read = [this, read](const QString &typed) -> PromptReading {
        const auto at = read(typed);
        if (at)
            return {m_model.words().momentWithTime(*at, m_model.session().now()), true};
        return {typed.trimmed().isEmpty() ? QString() : tr("Type a day that has passed: “yesterday”, “3/14”."), false};
    };
    prompt.take = [this, read](const QString &typed) {
        if (const auto at = read(typed))
            askOrder(*at);
    };
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::askOrder(Time at)
{
    Prompt prompt;
    prompt.title = tr("Which service order was it?");
    prompt.verb = tr("Keep it");
    prompt.placeholder = tr("Its number; it proves the day");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    prompt.take = [this, at](const QString &typed) {
        did(recordService(m_model.session(), m_model.id(), at, typed), tr("Paid service kept."));
    };
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::askWithdraw()
{
    const auto all = withdrawableOf(m_model.session().database(), m_model.card().customer.id);
    if (!all)
        return m_calls.tell(sentence(all.error()));
    Prompt prompt;
    prompt.title = tr("What counts no more?");
    constexpr size_t kMost = 8;
    for (auto one = all->rbegin(); one != all->rend() && prompt.answers.size() < kMost; ++one) {
        prompt.answers.push_back({QString(QChar(u'A' + char16_t(prompt.answers.size()))),
            ConsentWords::agreed(*one, m_model.words(), m_model.session().now()),
            [this, consent = *one] { withdraw(consent); }});
    }
    m_calls.ask(std::move(prompt));
}

void ConsentAsk::withdraw(const Consent &consent)
{
    Prompt prompt;
    prompt.title = tr("Why does it count no more?");
    prompt.verb = tr("Withdraw it");
    prompt.keeps = true;
    prompt.placeholder = tr("Kept with your name. A wish for no contact is not this");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    const bool service = consent.purpose == QLatin1String(kServicedConsent);
    const QString done = service ? tr("The service counts no more.") : tr("The consent counts no more.");
    prompt.take = [this, id = consent.id, done](
                      const QString &typed) { did(withdrawConsent(m_model.session(), m_model.id(), id, typed), done); };
    m_calls.ask(std::move(prompt));
}

} // namespace updesk
