// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/worksheet.h"
#include "ui/lead/pencilfigures.h"
#include "ui/lead/worksheetout.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QStackedWidget;

namespace updesk
{

class Segments;

/// What the pencil asks of the lead that it figures for.
struct PencilCalls {
    std::function<Result<DeedId>(const Pencil &)> keepLoan; ///< on success the sheet closes
    std::function<Result<DeedId>(const LeasePencil &)> keepLease;
    std::function<Result<Worksheet>(const KeptPencils &)> worksheet; ///< with these numbers
};

/// The payment pencil (F80, F81): every number that a payment is figured from, and what it comes to, live. A loan and a
/// lease stand side by side; each can be kept, both go on paper. An estimate, not an offer.
class PencilSheet final : public SheetDialog
{
    Q_OBJECT
public:
    explicit PencilSheet(QWidget *window);

    /// What is kept stands here the next time; a loan without a term and a lease without months were not kept; the
    /// payment of a loan may be said in messages.
    void openFor(const KeptPencils &known, const QString &customer, PencilCalls calls);
    WorksheetOut &out() { return m_out; }
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
        LeaseFees,
        LeaseRebate,
        LeaseDown,
        LeaseEquity,
        LeaseTax
    };
    static constexpr int kEntries = LeaseTax + 1;
    QWidget *makeBody();
    void makeFoot();
    QWidget *makeForm(Entry first, Entry last);
    QWidget *makeLeaseForm();
    Field *field(Entry entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(Entry entry) const;
    bool readMoney(Entry entry, qint64 &to);
    bool readCount(Entry entry, int &to);
    bool readPercent(Entry entry, double &to);
    void figure();
    std::optional<Pencil> readLoan();
    std::optional<LeasePencil> readLease();
    void showFigures(const std::vector<FigureLine> &lines, const QString &none);
    bool isLease() const;
    void fillLoan(const KeptPencils &known);
    void fillLease(const KeptPencils &known);
    std::optional<Worksheet> worksheet(); ///< of what is figured; nothing: it said why not
    void tell(const QString &words);
    void print();
    void saveAs(WorksheetOut::Form form);
    void openSaving();
    void clearFigures(const QString &note);
    void addLine(const FigureLine &line);
    void keep();
    void keyPressEvent(QKeyEvent *event) override;
    std::array<Field *, kEntries> m_fields{};
    Segments *m_kind, *m_often;
    QCheckBox *m_afterTrade; ///< the state taxes the price less the trade-in
    QComboBox *m_leaseTax; ///< in the order of LeaseTaxOn
    QStackedWidget *m_forms;
    QWidget *m_figures = nullptr;
    QGridLayout *m_grid = nullptr;
    QStringList m_lines;
    TextLabel *m_note, *m_estimate;
    Button *m_printButton, *m_saveButton, *m_keepButton;
    PencilCalls m_calls;
    WorksheetOut m_out;
    KeptPencils m_known;
    std::optional<Pencil> m_loan; ///< with a payment, as it stands in the fields
    std::optional<LeasePencil> m_lease; ///< the same
    bool m_filling = false;
    bool m_typed = false; ///< the numbers are no longer those that were kept
    bool m_loanKept = false, m_leaseKept = false;
};

} // namespace updesk
