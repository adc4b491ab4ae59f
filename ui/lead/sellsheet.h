// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dealverbs.h"
#include "ui/lead/formsheet.h"

#include <functional>

class QCheckBox;
class QComboBox;

namespace updesk
{

/// A sale as it is written down, or (with a deal) what becomes of it: delivered, unwound, its gross.
class SellSheet final : public FormSheet
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<DeedId> &, const QString &)>;
    /// `session` outlives the sheet.
    SellSheet(Session &session, QWidget *window);

    /// What is known of the sale stands in it to be typed over.
    void openForSale(LeadId lead, const QString &customer, const DealDraft &known, Done done);
    void openForDeal(const Deal &deal, const QString &customer, Done done);

private:
    enum Entry { Stock, Vehicle, Price, Number, Front, Back, Why };
    void makeBody();
    bool readGross(qint64 &front, qint64 &back);
    bool grossTyped() const;
    void fillPeople(PersonId chosen);
    void showEntries(bool sale);
    void save() override;
    void sell();
    void keepGross();
    void deliver();
    void unwind();
    void finish(const Result<DeedId> &done, const QString &words);

    Session &m_session;
    LeadId m_lead;
    QString m_customer;
    std::optional<Deal> m_deal;
    std::vector<PersonId> m_people;
    Done m_done;
    QComboBox *m_seller;
    Field *m_sellerField = nullptr;
    QCheckBox *m_delivered;
    TextLabel *m_state;
    Button *m_save, *m_deliver, *m_unwind;
};

} // namespace updesk
