// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/buyerfacts.h"
#include "core/leads/timephrase.h"
#include "ui/appointments/boardwords.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

class QCheckBox;
class QComboBox;
class QListWidget;

namespace updesk
{

/// When somebody comes: an appointment moved to another time, or a new one for a lead that is found by typing.
class BookingSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    BookingSheet(Session &session, QWidget *window);

    void openForMove(const BoardRow &row);
    void openForNew(Time day); ///< `day`: the one that the board shows
    /// What would be booked as it stands, in words; empty: nothing yet.
    QString reading() const { return m_reading->text(); }

Q_SIGNALS:
    /// It is written; in words.
    void booked(const QString &words);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Buyer {
        Lead lead;
        std::vector<LeadVehicle> wants, trades;
    };
    struct Found {
        LeadId lead;
        QString name;
    };
    QWidget *makeBody();
    void start(const QString &title, PersonId receiver);
    void search();
    void choose(int row);
    void read();
    void save();
    void refuse(const QString &words);
    LeadId lead() const;
    PersonId receiver() const;
    std::optional<TimeRead> time() const;
    QString slotText(PersonId receiver) const;
    QString doubts(const TimeRead &time) const;
    void readBuyer(); ///< of the lead that is chosen, as it is on the lead
    void tellBuyer(); ///< as it would be with what is ticked
    BuyerFacts told() const; ///< what is ticked otherwise than it was read

    Session &m_session;
    BoardWords m_words;
    std::optional<BoardRow> m_moved;
    std::vector<Found> m_found;
    std::optional<Buyer> m_buyer;
    std::vector<PersonId> m_people;
    Field *m_who, *m_when, *m_with;
    QListWidget *m_list;
    QComboBox *m_receivers;
    QCheckBox *m_noTrade, *m_alone;
    TextLabel *m_known, *m_reading, *m_error;
    Button *m_save;
};

} // namespace updesk
