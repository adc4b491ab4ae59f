// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/peopleverbs.h"
#include "ui/lead/leadcalls.h"

#include <QPointer>
#include <QWidget>

class QMenu;

namespace updesk
{

class Banner;
class CoBuyerAsk;
class ConsentAsk;
class DetailAsk;
class EraseAsk;
class FollowupAsk;
class GarageAsk;
class LeadModel;
class MergeSheet;
class ShowroomAsk;

/// Who else the customer may be, lives with or buys with: the line on a record that looks alike, and what a person
/// makes of two records: one person, two people, one household. What is done with them in the showroom stands beside.
class OtherRecords final : public QWidget
{
    Q_OBJECT
public:
    using Calls = LeadCalls;
    OtherRecords(LeadModel &model, Calls calls, QWidget *parent = nullptr);
    ~OtherRecords() override;
    void refresh();
    /// Merge, Apart, Household, and those of consent, details, co-buyer, garage, showroom and follow-up; false: it is
    /// another's.
    bool act(Letter letter);
    void fill(QMenu &menu);
    void unmerge(ActivityId merge); ///< of this line of the history
    QString words() const; ///< of the line; empty: nobody looks alike

private:
    /// A record that looks alike.
    struct Look {
        CustomerId customer;
        QString name;
        Match match;
    };
    using Act = void (OtherRecords::*)(CustomerId);
    void compare(CustomerId other);
    void tellApart(CustomerId other);
    void link(CustomerId other);
    void choose(const QString &title, Act run);
    void askMerge();
    void askApart();
    void askHousehold();
    void leave();
    std::vector<Look> looks() const;
    static QString wordsOf(const Look &look);
    LeadModel &m_model;
    Calls m_calls;
    Banner *m_line;
    QPointer<MergeSheet> m_sheet;
    std::unique_ptr<ConsentAsk> m_consent;
    std::unique_ptr<CoBuyerAsk> m_coBuyer;
    std::unique_ptr<GarageAsk> m_garage;
    std::unique_ptr<DetailAsk> m_details;
    std::unique_ptr<ShowroomAsk> m_showroom;
    std::unique_ptr<EraseAsk> m_erase;
    std::unique_ptr<FollowupAsk> m_followup;
};

} // namespace updesk
