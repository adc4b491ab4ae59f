// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dealverbs.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;

namespace updesk
{

/// A sale as it is written down, or (with a deal) what becomes of it: delivered, unwound, its gross.
class SellSheet final : public SheetDialog
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<DeedId> &, const QString &)>;
    /// `session` outlives the sheet.
    SellSheet(Session &session, QWidget *window);

    /// What is known of the sale stands in it to be typed over.
    void openForSale(LeadId lead, const QString &customer, const DealDraft &known, Done done);
    void openForDeal(const Deal &deal, const QString &customer, Done done);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Entry { Stock, Vehicle, Price, Front, Back, Number, Why };
    static constexpr int kEntries = Why + 1;
    QWidget *makeBody();
    Field *field(Entry entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(Entry entry) const;
    bool readMoney(Entry entry, qint64 &to);
    bool readGross(qint64 &front, qint64 &back);
    bool grossTyped() const;
    void fillPeople(PersonId chosen);
    void showEntries(bool sale);
    void save();
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
    std::array<Field *, kEntries> m_fields{};
    QComboBox *m_seller;
    Field *m_sellerField = nullptr;
    QCheckBox *m_delivered;
    TextLabel *m_state, *m_error;
    Button *m_save, *m_deliver, *m_unwind;
};

} // namespace updesk
