// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/drafts.h"
#include "ui/capture/capturewords.h"
#include "ui/parts/field.h"

#include <QCheckBox>
#include <QPlainTextEdit>

#include <map>

class QGridLayout;
class QVBoxLayout;

namespace updesk
{

class HintCombo;
class PlusButton;
class VehicleBox;

/// The fields of a walk-in or a phone-up in one column. Checks a field when it is left, never stops what can be saved.
class QuickAddFields final : public QWidget
{
    Q_OBJECT
public:
    QuickAddFields(Session &session, SavedDraft::Kind kind, QWidget *parent = nullptr);

    /// Fills the lists: sources, people, stock, who is next up.
    void loadChoices();
    /// Starts from what is known already: caller ID, a document that could not be read.
    void start(const LeadDraft &known);

    LeadDraft draft() const; ///< as typed; capture() reads it
    PersonId owner() const; ///< null: by routing
    Time appointment() const; ///< 0: none, or not understood; the words are then part of the draft's comments
    QString name() const; ///< for sentences: name, else phone, else e-mail
    bool isBlank() const; ///< nothing typed that would be lost
    GradeResult gradeNow(const PossibleMatch *chosen) const;

    QJsonObject fields() const; ///< everything as typed, and where the cursor is
    void restore(const QJsonObject &fields);

    QWidget *firstField() const { return m_phone; }
    /// All that take the focus by Tab, in that order.
    std::vector<QWidget *> stops() const;
    std::vector<QWidget *> stopsAfterSave() const;
    void setByHand() { m_byHand = true; } ///< the lead came another way and is only typed here
    void showNothingToSave(); ///< says under the phone what is needed
    void leaveAll(); ///< checks and formats every field, as leaving it does

Q_SIGNALS:
    void edited();
    void fieldLeft();
    void revealed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Extra : quint8 { Email, Trade, Note, When };
    void build();
    void buildExtras(QVBoxLayout *column);
    void addEdit(QLineEdit *edit, const char *name, int most);
    void addField(QVBoxLayout *column, Field *field);
    void placePlus();
    void reveal(Extra extra, bool focus);
    void leave(QWidget *editor);
    void checkPhone();
    void checkEmail();
    void checkAppointment();
    void recheck(QWidget *editor);
    QString region() const;
    void restoreChoices(const QJsonObject &fields);

    Session &m_session;
    SavedDraft::Kind m_kind;
    std::shared_ptr<const Rulebook> m_rules;
    CaptureWords m_words;
    LeadDraft m_known; ///< what the form does not show
    QLineEdit *m_phone, *m_first, *m_last, *m_email, *m_trade, *m_asked, *m_appointment;
    VehicleBox *m_vehicle;
    HintCombo *m_source, *m_rep, *m_when;
    QPlainTextEdit *m_note;
    QCheckBox *m_consent;
    Field *m_phoneField, *m_appointmentField;
    std::map<Extra, Field *> m_extras;
    std::map<Extra, PlusButton *> m_plus;
    QWidget *m_plusRow;
    QGridLayout *m_plusGrid = nullptr;
    bool m_nothing = false; ///< the phone's error says that there is nothing to save
    bool m_byHand = false;
};

} // namespace updesk
