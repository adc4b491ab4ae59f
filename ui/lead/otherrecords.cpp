// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/otherrecords.h"

#include "ui/lead/cobuyerask.h"
#include "ui/lead/consentask.h"
#include "ui/lead/detailask.h"
#include "ui/lead/eraseask.h"
#include "ui/lead/followupask.h"
#include "ui/lead/garageask.h"
#include "ui/lead/mergesheet.h"
#include "ui/lead/whotyped.h"
#include "ui/lead/showroomask.h"
#include "ui/parts/banner.h"
#include "ui/parts/matchwords.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/parts/unmergewords.h"

#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

namespace updesk
{

OtherRecords::OtherRecords(LeadModel &model, Calls calls, QWidget *parent)
    : QWidget(parent), m_model(model), m_calls(std::move(calls)), m_line(new Banner(BannerTone::Close, Icon::Duplicate))
{
    setObjectName(QStringLiteral("lead.maybeSame"));
    m_consent = std::make_unique<ConsentAsk>(m_model, m_calls, *this);
    m_coBuyer = std::make_unique<CoBuyerAsk>(m_model, m_calls);
    m_garage = std::make_unique<GarageAsk>(m_model, m_calls, *this);
    m_details = std::make_unique<DetailAsk>(m_model, m_calls, *this);
    m_showroom = std::make_unique<ShowroomAsk>(m_model, m_calls, *this);
    m_erase = std::make_unique<EraseAsk>(m_model, m_calls, *this);
    m_followup = std::make_unique<FollowupAsk>(m_model, m_calls, *this);
    m_line->setAction(tr("Compare"));
    m_line->setOther(tr("Not the same"));
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(kSpace16, kSpace8, kSpace16, 0);
    box->addWidget(m_line);
    connect(m_line, &Banner::actionClicked, this, &OtherRecords::askMerge);
    connect(m_line, &Banner::otherClicked, this, &OtherRecords::askApart);
    hide();
}

OtherRecords::~OtherRecords() = default;

QString OtherRecords::words() const { return m_line->words(); }

// The most alike first, with why, so that a person can tell without opening both (F15, F16).
std::vector<OtherRecords::Look> OtherRecords::looks() const
{
    std::vector<Look> all;
    if (!m_model.isOpen())
        return all;
    for (const CustomerId &other : m_model.card().maybeSame) {
        const auto match = matchBetween(m_model.session().database(), m_model.lead().customer, other);
        const QString name = customerLine(m_model, other);
        if (!name.isEmpty())
            all.push_back({other, name, match ? *match : Match()});
    }
    std::ranges::stable_sort(all, std::ranges::greater(), [](const Look &look) { return look.match.percent; });
    return all;
}

QString OtherRecords::wordsOf(const Look &look)
{
    const QString because = matchWords(look.match);
    //: %1: name and phone or email, %2: how alike they are and why
    return because.isEmpty() ? look.name : tr("%1 (%2)", "a customer and why").arg(look.name, because);
}

void OtherRecords::refresh()
{
    QStringList names;
    for (const Look &look : looks())
        names << wordsOf(look);
    const QStringList shown = names.mid(0, 2);
    m_line->setWords(
        shown.isEmpty() ? QString() : tr("Perhaps the same person: %1").arg(shown.join(QStringLiteral("; "))));
    setVisible(!shown.isEmpty());
}

bool OtherRecords::act(Letter letter)
{
    if (letter == Letter::Merge)
        askMerge();
    else if (letter == Letter::Apart)
        askApart();
    else if (letter == Letter::Household)
        askHousehold();
    else
        return m_details->act(letter) || m_consent->act(letter) || m_coBuyer->act(letter) || m_garage->act(letter)
            || m_showroom->act(letter) || m_followup->act(letter);
    return true;
}

void OtherRecords::fill(QMenu &menu)
{
    const auto add = [&](const QString &words, Icon mark, std::optional<Letter> letter, void (OtherRecords::*run)()) {
        QAction *action = menu.addAction(icon(mark), words, this, run);
        if (letter)
            showLetter(action, *letter);
    };
    m_details->fill(menu);
    if (!m_model.card().maybeSame.empty()) {
        add(tr("Merge with a possible duplicate"), Icon::Merge, Letter::Merge, &OtherRecords::askMerge);
        add(tr("Not the same person"), Icon::Duplicate, Letter::Apart, &OtherRecords::askApart);
    }
    add(tr("Same household as ..."), Icon::Household, Letter::Household, &OtherRecords::askHousehold);
    if (m_model.card().householdOthers > 0)
        add(tr("Leave the household"), Icon::Close, {}, &OtherRecords::leave);
    m_consent->fill(menu);
    m_coBuyer->fill(menu);
    m_garage->fill(menu);
    menu.addSeparator();
    m_showroom->fill(menu);
    m_followup->fill(menu);
    m_erase->fill(menu);
}

void OtherRecords::choose(const QString &title, Act run)
{
    const std::vector<Look> same = looks();
    if (same.empty())
        return m_calls.tell(tr("Nobody else looks like this customer."));
    if (same.size() == 1)
        return (this->*run)(same.front().customer);
    Prompt prompt;
    prompt.title = title;
    QChar letter = u'A';
    for (const Look &look : same) {
        if (letter > u'H')
            break;
        prompt.answers.push_back(
            {QString(letter), wordsOf(look), [this, run, other = look.customer] { (this->*run)(other); }});
        letter = QChar(letter.unicode() + 1);
    }
    m_calls.ask(std::move(prompt));
}

void OtherRecords::askMerge() { choose(tr("Merge %1 with whom?").arg(m_model.name()), &OtherRecords::compare); }

void OtherRecords::askApart()
{
    choose(tr("Who is not the same person as %1?").arg(m_model.name()), &OtherRecords::tellApart);
}

void OtherRecords::compare(CustomerId other)
{
    const CustomerId mine = m_model.lead().customer;
    Session &session = m_model.session();
    const auto view = mergeView(session.database(), mine, other);
    if (!view)
        return m_calls.tell(sentence(view.error()));
    if (!m_sheet)
        m_sheet = new MergeSheet(window());
    MergeSheet::Ways ways;
    const auto did = [this](const Result<DeedId> &deed, const QString &words) -> QString {
        if (!deed)
            return sentence(deed.error());
        m_calls.did(deed, words);
        return {};
    };
    ways.merge = [this, did, &session, mine, other](const MergePlan &plan) -> QString {
        const auto merged = mergeAsChosen(session, mine, other, plan);
        if (!merged && merged.error().subject == QLatin1String("generations"))
            return tr("One is Jr. and the other Sr.: two people. Nothing was merged.");
        return did(merged, tr("Merged. Both histories are here."));
    };
    ways.apart = [did, &session, mine, other] {
        return did(updesk::tellApart(session, mine, other), tr("Kept as two people."));
    };
    ways.household = [did, &session, mine, other] {
        return did(linkHousehold(session, mine, other), tr("Linked as one household."));
    };
    m_sheet->openFor(*view, m_model.words(), ways);
}

void OtherRecords::unmerge(ActivityId merge)
{
    const auto apart = updesk::unmerge(m_model.session(), merge);
    if (apart)
        return m_calls.did(apart->deed, unmergedWords(*apart));
    const QString refused = unmergeRefused(apart.error());
    m_calls.tell(refused.isEmpty() ? sentence(apart.error()) : refused);
}

void OtherRecords::tellApart(CustomerId other)
{
    const QString name = customerLine(m_model, other);
    m_calls.did(updesk::tellApart(m_model.session(), m_model.lead().customer, other),
        tr("Not the same person: %1. The question does not come back.").arg(name));
}

void OtherRecords::link(CustomerId other)
{
    const QString name = customerLine(m_model, other);
    const auto linked = linkHousehold(m_model.session(), m_model.lead().customer, other);
    m_calls.did(linked,
        linked && linked->isNull() ? tr("%1 is in this household already.").arg(name)
                                   : tr("Linked as one household: %1.").arg(name));
}

void OtherRecords::askHousehold()
{
    Prompt prompt;
    prompt.title = tr("Who lives in the same household?");
    prompt.verb = tr("Link");
    prompt.placeholder = tr("Name, phone or email");
    prompt.read = [this](const QString &text) -> PromptReading {
        const WhoTyped who = whoIsTyped(m_model, text);
        return {who.words, !who.customer.isNull()};
    };
    prompt.take = [this](const QString &text) {
        if (const WhoTyped who = whoIsTyped(m_model, text); !who.customer.isNull())
            link(who.customer);
    };
    m_calls.ask(std::move(prompt));
}

void OtherRecords::leave()
{
    m_calls.did(
        leaveHousehold(m_model.session(), m_model.lead().customer), tr("%1 left the household.").arg(m_model.name()));
}

} // namespace updesk
