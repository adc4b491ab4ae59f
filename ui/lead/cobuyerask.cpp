// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/cobuyerask.h"

#include "core/desk/cobuyer.h"
#include "core/people/customerstore.h"
#include "ui/lead/buyerask.h"
#include "ui/lead/leadmodel.h"
#include "ui/lead/whotyped.h"
#include "ui/parts/icons.h"

#include <QMenu>

#include <algorithm>

namespace updesk
{

bool CoBuyerAsk::act(Letter letter)
{
    if (letter != Letter::CoBuyer)
        return false;
    ask();
    return true;
}

void CoBuyerAsk::fill(QMenu &menu)
{
    QAction *action = menu.addAction(icon(Icon::Add), tr("Co-buyer ..."), &menu, [this] { ask(); });
    showLetter(action, Letter::CoBuyer);
    if (m_model.coBuyer())
        menu.addAction(icon(Icon::Close), tr("No co-buyer any more"), &menu, [this] { remove(); });
    BuyerAsk::fill(menu, m_model, m_calls);
}

// A number or an address alone is nobody's name.
bool CoBuyerAsk::isName(const QString &text)
{
    return !text.contains(u'@') && text.trimmed().size() > 1
        && std::ranges::any_of(text, [](QChar c) { return c.isLetter(); })
        && std::ranges::none_of(text, [](QChar c) { return c.isDigit(); });
}

QString CoBuyerAsk::question() const
{
    return m_model.coBuyer() ? tr("Who buys instead of %1?").arg(m_model.coBuyer()->name)
                             : tr("Who buys together with %1?").arg(m_model.name());
}

// Those of the household are offered first: it is mostly one of them.
void CoBuyerAsk::ask()
{
    const HouseholdId home = m_model.card().customer.household;
    const auto mates = home.isNull() ? Result<std::vector<CustomerId>>(std::vector<CustomerId>())
                                     : CustomerStore(m_model.session().database()).household(home);
    Prompt prompt;
    prompt.title = question();
    constexpr size_t kMost = 8;
    for (size_t n = 0; mates && n < mates->size() && prompt.answers.size() < kMost; ++n) {
        const CustomerId mate = (*mates)[n];
        if (mate != m_model.card().customer.id)
            prompt.answers.push_back({QString(QChar(u'A' + char16_t(prompt.answers.size()))),
                customerLine(m_model, mate), [this, mate] { choose(mate); }});
    }
    if (prompt.answers.empty())
        return askWho();
    prompt.answers.push_back({QStringLiteral("S"), tr("Somebody else"), [this] { askWho(); }});
    m_calls.ask(std::move(prompt));
}

void CoBuyerAsk::askWho()
{
    Prompt prompt;
    prompt.title = question();
    prompt.verb = tr("Set the co-buyer");
    prompt.placeholder = tr("Name, phone or email");
    prompt.read = [this](const QString &text) -> PromptReading {
        const WhoTyped who = whoIsTyped(m_model, text);
        if (who.nobody && isName(text))
            return {tr("Nobody on file is called so: Enter adds %1.").arg(text.simplified()), true};
        if (!who.hits.empty() && isName(text))
            return {tr("%1. Enter asks whether they are meant or somebody new.").arg(lines(who)), true};
        return {who.words, !who.hits.empty()};
    };
    prompt.take = [this](const QString &text) { take(text); };
    m_calls.ask(std::move(prompt));
}

QString CoBuyerAsk::lines(const WhoTyped &who)
{
    QStringList all;
    for (const WhoTyped::Hit &hit : who.hits)
        all << hit.line;
    return all.join(QStringLiteral("; "));
}

void CoBuyerAsk::take(const QString &text)
{
    const WhoTyped who = whoIsTyped(m_model, text);
    const bool name = isName(text);
    if (who.nobody && name)
        return add(text.simplified());
    if (!who.customer.isNull() && !name) // a number or an address names one person
        return choose(who.customer);
    if (!who.hits.empty())
        askWhich(who, name ? text.simplified() : QString());
}

// Ann Lee may be new though Ann Leeds is on file.
void CoBuyerAsk::askWhich(const WhoTyped &who, const QString &name)
{
    Prompt prompt;
    prompt.title = question();
    for (const WhoTyped::Hit &hit : who.hits)
        prompt.answers.push_back({QString(QChar(u'A' + char16_t(prompt.answers.size()))), hit.line,
            [this, id = hit.customer] { choose(id); }});
    if (!name.isEmpty())
        prompt.answers.push_back({QStringLiteral("N"), tr("Add %1 as new").arg(name), [this, name] { add(name); }});
    m_calls.ask(std::move(prompt));
}

void CoBuyerAsk::choose(CustomerId customer)
{
    const QString name = customerLine(m_model, customer);
    const auto set = setCoBuyer(m_model.session(), m_model.id(), customer);
    m_calls.did(
        set, set && set->isNull() ? tr("%1 is the co-buyer already.").arg(name) : tr("Co-buyer: %1.").arg(name));
}

void CoBuyerAsk::add(const QString &name)
{
    m_calls.did(addCoBuyer(m_model.session(), m_model.id(), name), tr("%1 added as co-buyer.").arg(name));
}

void CoBuyerAsk::remove()
{
    const QString name = m_model.coBuyer() ? m_model.coBuyer()->name : QString();
    m_calls.did(removeCoBuyer(m_model.session(), m_model.id()), tr("%1 is no co-buyer any more.").arg(name));
}

} // namespace updesk
