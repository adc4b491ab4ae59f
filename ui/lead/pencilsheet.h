// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/equity/pencil.h"
#include "core/store/op.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <array>
#include <functional>

class QGridLayout;
class QStackedWidget;

namespace updesk
{

class Segments;

/// The payment pencil (F81): every number that a payment is figured from, and the terms side by side, live. An
/// estimate, not an offer.
class PencilSheet final : public SheetDialog
{
    Q_OBJECT
public:
    using Keep = std::function<Result<DeedId>(const Pencil &)>; ///< on success the sheet closes
    explicit PencilSheet(QWidget *window);

    /// Of a loan the numbers can be kept: the next one to figure goes on from them, and messages may say the payment.
    void openFor(const Pencil &known, const QString &customer, Keep keep);
    /// What stands in the figures, line by line, as it is read.
    QStringList figures() const;

private:
    enum Entry {
        Price,
        Fees,
        Rebate,
        CashDown,
        TradeValue,
        Payoff,
        Tax,
        PaymentNow,
        MonthsLeft,
        MonthsA,
        RateA,
        MonthsB,
        RateB,
        LeasePrice,
        Residual,
        LeaseMonths,
        MoneyFactor,
        LeaseDown,
        LeaseTax
    };
    static constexpr int kEntries = LeaseTax + 1;
    QWidget *makeBody();
    QWidget *makeForm(Entry first, Entry last);
    Field *field(Entry entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(Entry entry) const;
    bool readMoney(Entry entry, qint64 &to);
    bool readCount(Entry entry, int &to);
    bool readPercent(Entry entry, double &to);
    void figure();
    void figureLoan();
    void figureLease();
    void clearFigures(const QString &note);
    void addLine(const QString &words, const QStringList &values, Type type = Type::Body);
    void keep();
    void keyPressEvent(QKeyEvent *event) override;
    std::array<Field *, kEntries> m_fields{};
    Segments *m_kind;
    QStackedWidget *m_forms;
    QWidget *m_figures = nullptr;
    QGridLayout *m_grid = nullptr;
    QStringList m_lines;
    TextLabel *m_note, *m_estimate;
    Button *m_keepButton;
    Keep m_keep;
    std::optional<Pencil> m_figured; ///< a loan with a payment, as it stands in the fields
    bool m_filling = false;
};

} // namespace updesk
