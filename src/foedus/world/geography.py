"""Distances between capitals and ways over land.

A great circle is measured on a sphere of the mean radius of the Earth (6,371.0088 km, IUGG).
"""

from __future__ import annotations

import numpy as np

EARTH_RADIUS_KM = 6371.0088


def great_circle_km(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """(n, n) distances in km between n points given in degrees, symmetric, 0 on the diagonal.

    The haversine form, exact for near points.
    """
    lat, lon = np.radians(latitude), np.radians(longitude)
    half_lat = np.sin((lat[:, None] - lat[None, :]) / 2.0)
    half_lon = np.sin((lon[:, None] - lon[None, :]) / 2.0)
    inside = half_lat**2 + np.cos(lat)[:, None] * np.cos(lat)[None, :] * half_lon**2
    distance = 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(inside, 0.0, 1.0)))
    np.fill_diagonal(distance, 0.0)
    return (distance + distance.T) / 2.0


def land_components(land: np.ndarray) -> np.ndarray:
    """(n,) label of the piece of land each state stands on: equal labels, a way over land.

    `land` is (n, n) bool, symmetric. The label is the lowest index in the piece. Only states of
    the world count as a way; a border on any part of the territory counts for the whole.
    """
    n = len(land)
    label = np.arange(n)
    linked = land | np.eye(n, dtype=bool)
    while True:
        lowest = np.where(linked, label[None, :], n).min(axis=1) if n else label
        if np.array_equal(lowest, label):
            return label
        label = lowest


def sea_only(land: np.ndarray) -> np.ndarray:
    """(n, n) bool: no way over land between the two (MODEL E1c)."""
    label = land_components(land)
    return label[:, None] != label[None, :]
