// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/followupask.h"

#include "core/desk/enrol.h"
#include "core/sequences/planstore.h"
#include "ui/lead/leadmodel.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/icons.h"
#include "ui/parts/sentence.h"

#include <QCollator>
#include <QMenu>

#include <algorithm>

namespace updesk
{

bool FollowupAsk::act(Letter letter)
{
    if (letter != Letter::FollowUp)
        return false;
    ask();
    return true;
}

void FollowupAsk::fill(QMenu &menu)
{
    QAction *action = menu.addAction(icon(Icon::Queue), tr("Follow-up ..."), &menu, [this] { ask(); });
    showLetter(action, Letter::FollowUp);
}

// A plan for buyers is for who bought, and for nobody else.
static bool isFor(const Plan &plan, Closed closed)
{
    return closed == (plan.start == PlanStart::Sold ? Closed::Sold : Closed::Open);
}

Result<FollowupAsk::State> FollowupAsk::read() const
{
    Database &database = m_model.session().database();
    const auto running = runningPlans(database, m_model.id());
    const auto shelf = planShelf(database);
    if (!running || !shelf)
        return !running ? running.error() : shelf.error();
    State state;
    for (const Enrolment &one : *running) {
        const auto runs = runsOf(database, one.id);
        if (!runs)
            return runs.error();
        const PlanShelf::Version *version = (*shelf)->version(one.version);
        state.running << (version ? version->plan.title : one.plan).simplified();
        if (one.next > 0 && (state.look == 0 || one.next < state.look))
            state.look = one.next;
        for (const StepRun &run : *runs) {
            if (run.state == int(RunState::Open) && (!state.next || run.due < state.next->due))
                state.next = run;
        }
    }
    for (const PlanRow &row : (*shelf)->rows) {
        const PlanShelf::Version *version = (*shelf)->inUse(row.key);
        state.used = state.used || version;
        const auto isIn = [&row](const Enrolment &one) { return one.version == row.version; };
        if (version && isFor(version->plan, m_model.lead().closed) && std::ranges::none_of(*running, isIn))
            state.offers.push_back({row.key, version->plan.title.simplified()});
    }
    std::ranges::sort(state.offers,
        [collator = QCollator()](const Offer &a, const Offer &b) { return collator.compare(a.title, b.title) < 0; });
    return state;
}

static QString stepWords(const StepRun &run)
{
    const bool text = Channel(run.channel) == Channel::Text;
    if (!text && Channel(run.channel) != Channel::Email)
        return FollowupAsk::tr("a call");
    if (SentBy(run.sentBy) != SentBy::Person)
        return text ? FollowupAsk::tr("a text that leaves by itself")
                    : FollowupAsk::tr("an email that leaves by itself");
    if (run.video)
        return text ? FollowupAsk::tr("a text with a personal video link")
                    : FollowupAsk::tr("an email with a personal video link");
    return text ? FollowupAsk::tr("a text to write") : FollowupAsk::tr("an email to write");
}

QString FollowupAsk::words(const State &state) const
{
    const Time now = m_model.session().now();
    const QString plans = state.running.join(QStringLiteral("”, “"));
    const auto moment = [&](Time at) { return m_model.words().momentWithTime(at, now); };
    if (state.next && state.next->due <= now)
        //: %1: a plan, %2: "a call"
        return tr("“%1” runs. Due now: %2.").arg(plans, stepWords(*state.next));
    if (state.next)
        //: %1: a plan, %2: "a call", %3: "14:00" or "Fri 8:30"
        return tr("“%1” runs. Next: %2, %3.").arg(plans, stepWords(*state.next), moment(state.next->due));
    if (state.look > now)
        //: %1: a plan, %2: "14:00" or "Fri 8:30"
        return tr("“%1” runs. Its next step is planned from %2 on.").arg(plans, moment(state.look));
    return tr("“%1” runs. Nothing of it is due yet.").arg(plans);
}

void FollowupAsk::ask()
{
    const auto state = read();
    if (!state)
        return m_calls.tell(sentence(state.error()));
    if (state->running.isEmpty())
        return choose(*state);
    Prompt prompt;
    prompt.title = words(*state);
    if (!state->offers.empty())
        prompt.answers.push_back({QStringLiteral("A"), tr("Begin another in its place ..."), [this] {
                                      if (const auto now = read(); now)
                                          choose(*now);
                                      else
                                          m_calls.tell(sentence(now.error()));
                                  }});
    prompt.answers.push_back(
        {QStringLiteral("E"), tr("End it"), [this, lead = m_model.id(), name = m_model.name()] { stop(lead, name); }});
    m_calls.ask(std::move(prompt));
}

void FollowupAsk::choose(const State &state)
{
    if (!state.used)
        return m_calls.tell(tr("The store uses no sequence yet: leads get calls by fixed rules. A manager can switch "
                               "them on in the settings, under Sequences."));
    if (state.offers.empty())
        return m_calls.tell(m_model.lead().closed == Closed::Open || m_model.lead().closed == Closed::Sold
                ? tr("No sequence that is switched on is for this lead.")
                : tr("This lead is closed, and no sequence runs. Reopen it under More to begin one."));
    std::vector<ChooseDialog::Choice> choices;
    for (const Offer &offer : state.offers)
        choices.push_back({offer.title, {}});
    const QString name = m_model.name();
    auto *dialog = new ChooseDialog(m_panel.window(),
        state.running.isEmpty() ? tr("No sequence runs for %1. Which one should begin?").arg(name)
                                : tr("Which sequence should %1 go on in?").arg(name),
        tr("Name of the sequence"), choices);
    QObject::connect(
        dialog, &ChooseDialog::chosen, &m_panel, [this, lead = m_model.id(), name, offers = state.offers](int choice) {
            start(lead, name, offers[size_t(choice)]);
        });
    dialog->open();
}

// What the rules leave nothing of ends in the deed that began it.
void FollowupAsk::start(LeadId lead, const QString &name, const Offer &plan)
{
    const auto begun = startPlan(m_model.session(), lead, plan.key);
    if (!begun) {
        const Error &error = begun.error();
        const QString why = error.code == Error::Code::Duplicate
            ? tr("%1 is in “%2” already. Nothing was changed.").arg(name, plan.title)
            : error.code == Error::Code::Denied && error.subject == QLatin1String("lead")
            ? tr("The lead of %1 was closed. Nothing was changed.").arg(name)
            : error.code == Error::Code::NotFound && error.subject == QLatin1String("plan")
            ? tr("“%1” was switched off. Nothing was changed.").arg(plan.title)
            : QString();
        return why.isEmpty() ? m_calls.did(error, {}) : m_calls.did(DeedId(), why);
    }
    const auto running = runningPlans(m_model.session().database(), lead);
    m_calls.did(begun,
        running && running->empty()
            ? tr("“%1” began for %2 and ended at once; the history says why.").arg(plan.title, name)
            : tr("“%1” began for %2.").arg(plan.title, name));
}

void FollowupAsk::stop(LeadId lead, const QString &name)
{
    const auto stopped = stopPlans(m_model.session(), lead);
    if (!stopped && stopped.error().code == Error::Code::NotFound && stopped.error().subject == QLatin1String("plan"))
        return m_calls.did(DeedId(), tr("No sequence runs for %1 any more.").arg(name));
    m_calls.did(stopped, tr("The sequence of %1 was ended.").arg(name));
}

} // namespace updesk
