"""Expected coalitions: what others believe about who will join (E2-E4).

The chances themselves are `joining.join_chances`, for expectation and event alike. The sums over third
parties, B[D] = P_j + SUM q[D] P_k and B[O] = P_i + SUM q[O] P_k (E3), are loops.
"""

from __future__ import annotations

from foedus.model.law import exp, law, sqrt


@law
def doubt(depth, duty, cooperation, p):
    """Spread of the error with which one state reads another's commitment (E4), in logits.

        s_q = s_q0 * exp(-u_g g_ij - u_o ob_kj - u_c c_kj)

    Institutions, treaties and cooperation may inform [Fearon1995]_; the sign of each weight is free.

    Parameters
    ----------
    depth : 0 to 1
        g_ij, depth of joint membership of observer and target in inclusive institutions.
    duty, cooperation : 0 to 1
        Of the third party k toward the target j.
    p.doubt_sd, p.doubt_institution, p.doubt_duty, p.doubt_cooperation : s_q0, u_g, u_o, u_c (logit)
    """
    return p.doubt_sd * doubt_damping(depth, duty, cooperation, p)


@law
def doubt_damping(depth, duty, cooperation, p):
    """What is left of s_q0 in `doubt`: a factor of each of the three ties, so that each can be kept apart.

    Parameters as in `doubt`; p.doubt_institution, p.doubt_duty, p.doubt_cooperation : u_g, u_o, u_c (logit)
    """
    return exp(-p.doubt_institution * depth - p.doubt_duty * duty - p.doubt_cooperation * cooperation)


@law
def signal(normal, p):
    """What challengers see of the hidden part of an ally's commitment (E4): m = sqrt(f) s_u z, logit.

    f = 1: all of it; f = 0: nothing. m is the mean of the commitment given what is seen, so attacks fall on the
    pacts that look weak ([Fearon1997]_, [Smith1995]_, [Morrow2000]_).

    Parameters
    ----------
    normal : float, standard normal
    p.signal_sharpness, p.hidden_commitment_sd : f (0 to 1), s_u (logit)
    """
    return sqrt(p.signal_sharpness) * p.hidden_commitment_sd * normal


@law
def hidden_commitment(signal, normal, p):
    """What an ally knows of its own will and others do not (E4): u = m + sqrt(1 - f) s_u z, logit.

    Together with `signal` this is the law of E4, drawn in the other order: there u ~ N(0, s_u) comes first and
    m = f u + sqrt(f (1 - f)) s_u eta; both give Var m = Cov(m, u) = f s_u**2 and Var u = s_u**2. The commitment
    counts times the duty: without a duty there is nothing hidden.

    Parameters
    ----------
    signal : float, logit
    normal : float, standard normal
    p.signal_sharpness, p.hidden_commitment_sd : f (0 to 1), s_u (logit)
    """
    return signal + sqrt(1.0 - p.signal_sharpness) * p.hidden_commitment_sd * normal


@law
def belief(logit, duty, signal, error, p):
    """Logit that a challenger holds of the chance that k helps the target (E4).

        x^ = (x_D + bias_q + ob m + e_q) / sqrt(1 + .393 (1 - f) (ob s_u)**2)

    The root averages the logistic over what stays hidden. For a third party without duty, rivalry, land
    contact or cooperation pass duty = signal = error = 0: x^ = x_D + bias_q.

    Parameters
    ----------
    logit : float
        x_D of E13 without the hidden commitment.
    duty : 0 to 1
    signal, error : float, logit
        m of `signal`; e_q, a normal times `doubt`.
    p.belief_bias, p.signal_attenuation, p.signal_sharpness, p.hidden_commitment_sd : bias_q, .393, f, s_u
    """
    return (logit + p.belief_bias + duty * signal + error) / belief_spread(duty, p)


@law
def belief_spread(duty, p):
    """The root of `belief`: 1 when nothing stays hidden.

    Parameters
    ----------
    duty : 0 to 1
    p.signal_attenuation, p.signal_sharpness, p.hidden_commitment_sd : .393, f, s_u (logit)
    """
    return sqrt(1.0 + p.signal_attenuation * (1.0 - p.signal_sharpness) * (duty * p.hidden_commitment_sd) ** 2)
